import { expressionBuilder, sql, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { ReservationStatus } from '../../graphql/resolvers.generated.js';
import { connectionExpression, planConnection, type ConnectionJson } from '../shared/connection.js';
import { columnsOf, type Row, type Rows } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { jsonObjectFrom } from '../shared/json.js';
import { pageOf, type SortKey } from '../shared/keyset.js';
import { isGiven } from '../shared/page.js';
import { boundLocation, companyId, parameter, read, rowNumber } from '../shared/plan.js';
import type { LookAhead, SelectedField } from '../shared/selection.js';
import { isVisible, reservationFields } from './reservations.fields.js';
import { referenceColumn, type ReferenceColumn } from './reservationWrites.repository.js';

const root = expressionBuilder<Rows>();
const reservation = expressionBuilder<Rows, 'reservation'>();

/** The company's, as far as the caller is shown them. */
const reservations = root.selectFrom('reservations as reservation').where('reservation.company_id', '=', companyId).where(isVisible);

const startsAt: SortKey = { by: reservation.ref('reservation.starts_at'), kind: 'instant' };
const number: SortKey = { by: reservation.ref('reservation.number'), kind: 'number' };

/** Every query on reservations, bound to one company. */
export function createReservationsRepository(scope: FeatureScope) {
  return {
    /** Those that the field's arguments leave, the earliest start first; null when there is no such restaurant or location. */
    list: (lookAhead: LookAhead): Promise<ConnectionJson | null> => read(scope, lookAhead, listExpression),

    find: (ref: string, lookAhead: LookAhead): Promise<Row | null> => {
      const column = referenceColumn(ref);
      return column === null ? Promise.resolve(null) : read(scope, lookAhead, oneReservation);
    },

    /** @param transaction Reads what it has changed. */
    findNumber: (transaction: Transaction<Tables>, reservationNumber: number, lookAhead: LookAhead): Promise<Row | null> =>
      read({ ...scope, db: transaction }, lookAhead, numberedReservation, [reservationNumber]),

    /** The number of the reservation of an id; null when it is none of the restaurant's that is given. */
    async numberOf(transaction: Transaction<Tables>, internalId: string, restaurantNumber?: number | null): Promise<number | null> {
      const row = await transaction
        .selectFrom('reservations')
        .innerJoin('locations', (join) => join.onRef('locations.company_id', '=', 'reservations.company_id').onRef('locations.number', '=', 'reservations.location_number'))
        .select(['reservations.number', 'locations.restaurant_number'])
        .where('reservations.company_id', '=', scope.company.id)
        .where('internal_id', '=', internalId)
        .executeTakeFirstOrThrow();
      return restaurantNumber === undefined || restaurantNumber === row.restaurant_number ? row.number : null;
    },
  };
}

function numberedReservation({ selection }: SelectedField) {
  return jsonObjectFrom(reservations.where('reservation.number', '=', rowNumber).select(columnsOf(reservationFields, selection)));
}

/** The prefix tells the one column in which the reference can stand; nothing is looked for in the other. */
function oneReservation({ selection, argumentsIn }: SelectedField) {
  const refIn = (column: ReferenceColumn) =>
    parameter<string>((run) => {
      const { ref } = argumentsIn(run.variables) as { ref: string };
      return referenceColumn(ref) === column ? ref : null;
    }, 'text');
  const isAskedFor = sql<boolean>`(${reservation.ref('reservation.internal_id')} = ${refIn('internal_id')} or ${reservation.ref('reservation.public_reference')} = ${refIn('public_reference')})`;
  return jsonObjectFrom(reservations.where(isAskedFor).select(columnsOf(reservationFields, selection)));
}

function listExpression(field: SelectedField) {
  const plan = planConnection(field);
  const left = reservationsLeftBy(field);
  const list = connectionExpression(plan, {
    nodes: (selection) => pageOf(left.select(columnsOf(reservationFields, selection)), plan, [startsAt, number], 'asc'),
    totalCount: () => left.select((eb) => eb.fn.countAll().as('total')),
  });
  const places = placesOf(field);
  return places.length === 0 ? list : sql<ConnectionJson>`case when ${sql.join(places, sql` and `)} then ${list} end`;
}

/** That the restaurant and the location exist which the field asks for, and are the one's. */
function placesOf(field: SelectedField) {
  const restaurant = numberParameter(field, 'restaurant');
  const location = numberParameter(field, 'location');
  const isRestaurant = root
    .selectFrom('restaurants as restaurant')
    .where('restaurant.company_id', '=', companyId)
    .where('restaurant.deleted_at', 'is', null);
  let isLocation = root
    .selectFrom('locations as location')
    .where('location.company_id', '=', companyId)
    .where('location.deleted_at', 'is', null)
    .where(sql<boolean>`(${boundLocation} is null or location.number = ${boundLocation})`);
  if (restaurant !== null) isLocation = isLocation.where('location.restaurant_number', '=', restaurant);
  return [
    ...(restaurant === null ? [] : [root.exists(isRestaurant.where('restaurant.number', '=', restaurant).select(sql.lit(1).as('one')))]),
    ...(location === null ? [] : [root.exists(isLocation.where('location.number', '=', location).select(sql.lit(1).as('one')))]),
  ];
}

function reservationsLeftBy(field: SelectedField) {
  const { argumentsIn, shapeArguments } = field;
  const restaurant = numberParameter(field, 'restaurant');
  const location = numberParameter(field, 'location');
  const status = shapeArguments['status'] as ReservationStatus | null | undefined;
  let left = reservations;
  if (location !== null) left = left.where('reservation.location_number', '=', location);
  else if (restaurant !== null) {
    left = left.where('reservation.location_number', 'in', (eb) =>
      eb.selectFrom('locations as of_restaurant').select('of_restaurant.number').where('of_restaurant.company_id', '=', companyId).where('of_restaurant.restaurant_number', '=', restaurant),
    );
  }
  if (isGiven(shapeArguments['date'])) {
    left = left.where('reservation.service_day', '=', parameter<string>((run) => argumentsIn(run.variables)['date'], 'date'));
  }
  if (isGiven(status)) left = left.where('reservation.status', '=', sql.lit(status));
  return left;
}

/** The number in an id among the field's arguments, null for an id that nobody can have; null when it is not given. */
function numberParameter({ argumentsIn, shapeArguments }: SelectedField, kind: 'restaurant' | 'location') {
  const name = `${kind}Id`;
  return isGiven(shapeArguments[name]) ? parameter<number>((run) => numberOf(kind, argumentsIn(run.variables)[name]), 'integer') : null;
}
