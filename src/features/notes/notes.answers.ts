import { z } from 'zod';
import { companyDateTime, id } from '../../rest/openapi/types.js';

export const note = z
  .strictObject({
    id: id('note'),
    type: z.literal('note'),
    content: z.string(),
    created_by: z.string().meta({ description: 'Name of the member of staff.' }),
    created_at: companyDateTime,
    updated_at: companyDateTime,
  })
  .meta({ id: 'Note' });
