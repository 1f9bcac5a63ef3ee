import { z } from 'zod';
import { id } from '../../rest/openapi/types.js';

/** Customers as REST shows them. */

export const customer = z
  .strictObject({
    id: id('customer'),
    type: z.literal('customer'),
    firstname: z.string(),
    lastname: z.string(),
    email: z.string(),
    mobile: z.string().nullable(),
  })
  .meta({ id: 'Customer' });

export const listedCustomer = customer.extend({ archived: z.boolean() }).meta({ id: 'ListedCustomer' });

/** The body of a profile's PUT. Other keys are ignored. */
export const profile = z
  .object({
    firstname: z.string().min(1).max(100),
    lastname: z.string().min(1).max(100),
    email: z.string().max(254).meta({ format: 'email', description: 'Used by no other customer of the company.' }),
    mobile: z.string().max(30).nullable().optional().meta({ description: 'Left as it is when omitted; null or an empty string removes it.' }),
  })
  .meta({ id: 'Profile' });
