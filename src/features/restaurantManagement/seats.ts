import { badInput } from '../../errors.js';
import { booleanField, integerField, nameField } from './fieldReaders.js';
import { atFault, type ManagedNoun, type Whole } from './managedNoun.js';

/** What a table and a combination of tables have alike. */
export interface SeatsValues {
  readonly name: string;
  readonly minSeats: number;
  readonly maxSeats: number;
  readonly priority: number;
  readonly bookable: boolean;
}

const mostSeats = 100;
const mostPriority = 1000;

export const seatsFields: ManagedNoun<SeatsValues>['fields'] = {
  name: nameField(),
  minSeats: integerField('seats_min', 1, mostSeats),
  maxSeats: integerField('seats_max', 1, mostSeats),
  priority: integerField('priority', -mostPriority, mostPriority),
  bookable: booleanField('is_bookable'),
};

/** @throws badInput naming the field. */
export function checkSeats(whole: Whole<SeatsValues>): void {
  const { minSeats, maxSeats } = whole.values;
  const field = atFault(whole, 'maxSeats', 'minSeats');
  if (field !== null && minSeats > maxSeats) throw badInput(field, `must leave at least as many seats at most (${maxSeats}) as at least (${minSeats})`);
}
