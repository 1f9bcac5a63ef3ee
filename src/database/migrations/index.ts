import type { Migration } from 'kysely';
import * as gateway from './0001_gateway.js';
import * as studio from './0002_studio.js';
import * as restaurants from './0003_restaurants.js';
import * as customerCalls from './0004_customerCalls.js';

/** Every migration by name, in the order of their names. A released one is never changed: a later one corrects it. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001_gateway': gateway,
  '0002_studio': studio,
  '0003_restaurants': restaurants,
  '0004_customerCalls': customerCalls,
};
