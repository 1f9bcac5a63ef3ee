import { z } from 'zod';
import { id, localDateTime, minutes, timeZone } from '../../rest/openapi/types.js';
import { facilitator } from '../shared/studioAnswers.js';

export const availability = z
  .strictObject({
    facilitator,
    tz: timeZone.meta({ description: 'The facilitator’s.' }),
    slots: z.array(
      z
        .strictObject({ datetime: localDateTime, tz: timeZone, duration_minutes: minutes, service_id: id('service'), option_id: id('serviceOption') })
        .meta({ id: 'Slot', description: 'A start at which an appointment can be made.' }),
    ),
  })
  .meta({ id: 'Availability' });
