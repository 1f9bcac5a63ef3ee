import { z } from 'zod';
import { count, id, instant } from '../../rest/openapi/types.js';

export const refusalCodes = ['no_tables_available', 'slot_limit_reached', 'party_size_out_of_range', 'too_soon', 'too_far_ahead'] as const;

const slot = z
  .strictObject({
    start: instant,
    end: instant,
    available: z.boolean(),
    capacity: count.meta({ description: 'Seats of the proposed tables.' }),
    tableIds: z.array(id('diningTable')).meta({ description: 'The proposed tables; several for a combination.' }),
    serviceName: z.string(),
    reason: z.enum(refusalCodes).optional().meta({ description: 'Of a start that cannot be had.' }),
  })
  .meta({ id: 'DiningSlot' });

export const availability = z
  .strictObject({ slots: z.array(slot) })
  .meta({ id: 'DiningAvailability', description: 'The earliest start first. What is offered can be booked.' });
