import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { nextNumber } from '../../database/numbers.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { Row } from '../shared/fields.js';
import { read } from '../shared/plan.js';
import type { LookAhead } from '../shared/selection.js';
import type { ManagedNoun } from './managedNoun.js';

type Columns = Readonly<Record<string, unknown>>;

/** Every statement that is the same for all nouns that staff manage, bound to one company. */
export function createRestaurantManagementRepository(scope: FeatureScope) {
  const companyId = scope.company.id;

  const isRow = ({ isKept }: ManagedNoun, number: number): RawBuilder<boolean> =>
    sql`company_id = ${companyId} and number = ${number}${isKept ? sql` and deleted_at is null` : sql``}`;

  return {
    /**
     * Keeps everybody away who would change the location or give out its tables, until the transaction ends.
     *
     * Whoever reserves shares the location's row before they lock its service days and read what its tables, hours and
     * rules are. This lock is not shared: so a reservation is either there already when a table's reservations are
     * looked for, or it waits and then finds the location as it was left. Nothing waits for a reservation or a
     * service day while it has this lock, and several locations are locked by number, so that nobody waits in a circle.
     */
    async lockLocations(transaction: Transaction<Tables>, numbers: readonly number[]): Promise<number[]> {
      const rows = await transaction
        .selectFrom('locations')
        .select('number')
        .where('company_id', '=', companyId)
        .where('number', 'in', numbers)
        .where('deleted_at', 'is', null)
        .orderBy('number')
        .forUpdate()
        .execute();
      return rows.map(({ number }) => number);
    },

    /** Whose a row is; undefined when there is none. */
    async locationOf(transaction: Transaction<Tables>, noun: ManagedNoun, number: number): Promise<number | undefined> {
      const { rows } = await sql<{ location_number: number }>`select location_number from ${sql.table(noun.table)} where ${isRow(noun, number)}`.execute(transaction);
      return rows[0]?.location_number;
    },

    /** Some columns of a row; undefined when there is none. */
    async find(transaction: Transaction<Tables>, noun: ManagedNoun, number: number, columns: readonly string[]): Promise<Columns | undefined> {
      const list = sql.join([sql.ref('number'), ...columns.map((column) => sql.ref(column))]);
      const { rows } = await sql<Columns>`select ${list} from ${sql.table(noun.table)} where ${isRow(noun, number)}`.execute(transaction);
      return rows[0];
    },

    /** The number of the new row. */
    async insert(transaction: Transaction<Tables>, noun: ManagedNoun, locationNumber: number, columns: Columns): Promise<number> {
      const number = await nextNumber(transaction, companyId, noun.numbers);
      const row = { company_id: companyId, number, location_number: locationNumber, ...columns };
      const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
      await sql`insert into ${sql.table(noun.table)} (${names}) values (${sql.join(Object.values(row))})`.execute(transaction);
      return number;
    },

    async update(transaction: Transaction<Tables>, noun: ManagedNoun, number: number, columns: Columns): Promise<void> {
      const changes = Object.entries(columns).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
      if (changes.length > 0) await sql`update ${sql.table(noun.table)} set ${sql.join(changes)} where ${isRow(noun, number)}`.execute(transaction);
    },

    async remove(transaction: Transaction<Tables>, noun: ManagedNoun, number: number): Promise<void> {
      const { isKept, table } = noun;
      const removal = isKept ? sql`update ${sql.table(table)} set deleted_at = ${new Date(scope.now)}` : sql`delete from ${sql.table(table)}`;
      await sql`${removal} where ${isRow(noun, number)}`.execute(transaction);
    },

    /** @param transaction Shows what it has changed. */
    show: (transaction: Transaction<Tables>, noun: ManagedNoun, number: number, lookAhead: LookAhead): Promise<Row> =>
      read({ ...scope, db: transaction }, lookAhead, noun.read, [number]),
  };
}
