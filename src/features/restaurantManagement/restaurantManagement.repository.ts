import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from '../../database/tables.js';
import { nextNumber } from '../../database/numbers.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { Row } from '../shared/fields.js';
import { locationQueue } from '../shared/locationQueue.js';
import { read } from '../shared/plan.js';
import type { LookAhead } from '../shared/selection.js';
import { holderColumns, type Holder, type ManagedTable } from './managedNoun.js';

type Columns = Readonly<Record<string, unknown>>;

export type RestaurantManagementRepository = ReturnType<typeof createRestaurantManagementRepository>;

/** Every statement that is the same for all tables that staff manage, bound to one company. */
export function createRestaurantManagementRepository(scope: FeatureScope) {
  const companyId = scope.company.id;

  const isRow = ({ isKept }: ManagedTable, number: number): RawBuilder<boolean> =>
    sql`company_id = ${companyId} and number = ${number}${isKept ? sql` and deleted_at is null` : sql``}`;

  /**
   * Keeps everybody away who would change a location or give out its tables, until the transaction ends.
   *
   * Whoever reserves shares the location's row before they lock its service days and read what its tables, hours,
   * rules and policy are. This lock is not shared: so a reservation is either there already when a table's or the
   * location's reservations are looked for, or it waits and then finds the location as it was left. Nothing waits for
   * a reservation or a service day while it has this lock. Several locations are locked by number, and after what they
   * are part of, so that nobody waits in a circle.
   * @returns the numbers of those that there are.
   */
  const lockLocations = async (transaction: Transaction<Tables>, where: RawBuilder<boolean>): Promise<number[]> => {
    await sql`select ${locationQueue.alone(companyId, sql.ref('number'))}
      from (select number from locations where company_id = ${companyId} and ${where} and deleted_at is null order by number) as wanted`.execute(transaction);
    const rows = await transaction
      .selectFrom('locations')
      .select('number')
      .where('company_id', '=', companyId)
      .where(where)
      .where('deleted_at', 'is', null)
      .orderBy('number')
      .forUpdate()
      .execute();
    return rows.map(({ number }) => number);
  };

  /** Keeps away whoever would change the row or a part of it; rows that refer to it can be written all the same. */
  const lockRow = async (transaction: Transaction<Tables>, row: RawBuilder<unknown>): Promise<boolean> => {
    const { rows } = await sql`select from ${row} for no key update`.execute(transaction);
    return rows.length > 0;
  };

  const locks: Readonly<Record<Holder, (transaction: Transaction<Tables>, number: number) => Promise<boolean>>> = {
    company: (transaction, number) => lockRow(transaction, sql`companies where id = ${number}`),
    restaurant: (transaction, number) => lockRow(transaction, sql`restaurants where company_id = ${companyId} and number = ${number} and deleted_at is null`),
    location: async (transaction, number) => (await lockLocations(transaction, sql`number = ${number}`)).length > 0,
  };

  return {
    /** Locks what rows are part of; false when there is none. */
    lockHolder: (transaction: Transaction<Tables>, holder: Holder, number: number): Promise<boolean> => locks[holder](transaction, number),

    /** The restaurant's, which is locked already. */
    lockLocationsOf: (transaction: Transaction<Tables>, restaurantNumber: number): Promise<number[]> =>
      lockLocations(transaction, sql`restaurant_number = ${restaurantNumber}`),

    /** What a row is part of; undefined when there is no such row. */
    async holderOf(transaction: Transaction<Tables>, table: ManagedTable, number: number): Promise<number | undefined> {
      const { rows } = await sql<{ holder: number }>`select ${sql.ref(holderColumns[table.of])} as holder from ${sql.table(table.table)} where ${isRow(table, number)}`.execute(transaction);
      return rows[0]?.holder;
    },

    /** Some columns of a row; undefined when there is none. */
    async find(transaction: Transaction<Tables>, table: ManagedTable, number: number, columns: readonly string[]): Promise<Columns | undefined> {
      const list = sql.join([sql.ref('number'), ...columns.map((column) => sql.ref(column))]);
      const { rows } = await sql<Columns>`select ${list} from ${sql.table(table.table)} where ${isRow(table, number)}`.execute(transaction);
      return rows[0];
    },

    /** The number of the new row. */
    async insert(transaction: Transaction<Tables>, table: ManagedTable, holderNumber: number, columns: Columns): Promise<number> {
      const number = await nextNumber(transaction, companyId, table.numbers);
      const row = { company_id: companyId, number, [holderColumns[table.of]]: holderNumber, ...columns };
      const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
      await sql`insert into ${sql.table(table.table)} (${names}) values (${sql.join(Object.values(row))})`.execute(transaction);
      return number;
    },

    async update(transaction: Transaction<Tables>, table: ManagedTable, number: number, columns: Columns): Promise<void> {
      const changes = Object.entries(columns).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
      if (changes.length > 0) await sql`update ${sql.table(table.table)} set ${sql.join(changes)} where ${isRow(table, number)}`.execute(transaction);
    },

    async remove(transaction: Transaction<Tables>, table: ManagedTable, number: number): Promise<void> {
      const removal = table.isKept ? sql`update ${sql.table(table.table)} set deleted_at = ${new Date(scope.now)}` : sql`delete from ${sql.table(table.table)}`;
      await sql`${removal} where ${isRow(table, number)}`.execute(transaction);
    },

    /**
     * @param transaction Shows what it has changed.
     * @param shown Null: nothing.
     */
    show: async (transaction: Transaction<Tables>, table: ManagedTable, number: number, shown: LookAhead | null): Promise<Row> =>
      shown === null ? {} : read({ ...scope, db: transaction }, shown, table.read, [number]),
  };
}
