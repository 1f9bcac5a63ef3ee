import { insertRows } from './insertRows.js';
import { firstNames, lastNames } from './names.js';
import { type DemoStep, randomFor, takeNumber } from './world.js';

/** The people who teach. Every fifth lives in another zone. */
export const facilitatorsStep: DemoStep = {
  noun: 'facilitators',
  tables: ['facilitators'],
  async load(world) {
    const random = randomFor(world, 'facilitators');
    const { company } = world;
    for (let index = 0; index < company.counts.facilitators; index += 1) {
      world.facilitators.push({
        company_id: world.companyId,
        number: takeNumber(world, 'facilitator'),
        name: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
        time_zone: index % 5 === 1 ? random.pick(company.otherTimeZones) : company.timeZone,
      });
    }
    await insertRows(world.db, 'facilitators', world.facilitators);
    return world.facilitators.length;
  },
};
