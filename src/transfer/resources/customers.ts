import type { Resource } from '../resource.js';

export const customers = {
  table: 'customers',
  summary: 'Who books and buys. Deleted customers are kept where bookings or purchases name them.',
  spaces: [{ id: 'customer', sequence: 'customer' }],
  fields: {
    firstName: { kind: 'line', column: 'first_name', most: 100 },
    lastName: { kind: 'line', column: 'last_name', most: 100 },
    email: { kind: 'email', column: 'email', most: 254 },
    mobile: { kind: 'line', column: 'mobile', most: 30, isNullable: true },
    archived: { kind: 'boolean', column: 'archived', default: false },
    createdAt: { kind: 'instant', column: 'created_at' },
    deletedAt: { kind: 'instant', column: 'deleted_at', isNullable: true },
  },
  unique: [
    {
      field: 'email',
      rule: 'must not be the e-mail of another customer, in whatever case, unless one of them is deleted',
      sentence: 'is the e-mail of another customer',
      columns: ['email'],
      unless: 'deleted_at',
    },
  ],
  cached: ['customers'],
  example: {
    id: 'cust_8801',
    firstName: 'Noor',
    lastName: 'Bakker',
    email: 'noor.b@example.org',
    mobile: '07700900123',
    archived: false,
    createdAt: '2024-02-11T09:30:00.000Z',
    deletedAt: null,
  },
} as const satisfies Resource;
