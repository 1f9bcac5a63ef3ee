import type { Resource } from '../resource.js';
import { examplePayment, purchasePayment, purchasePaymentRules } from './payment.js';

export const mediaLibraries = {
  table: 'media_libraries',
  summary: 'Shelves of the video catalogue.',
  spaces: [{ id: 'mediaLibrary', sequence: 'media_library' }],
  fields: { name: { kind: 'line', column: 'name', most: 200 } },
  cached: ['videos'],
  example: { id: 'lib_4', name: 'At the Wheel' },
} as const satisfies Resource;

export const videos = {
  table: 'videos',
  summary: 'The video catalogue.',
  spaces: [{ id: 'video', sequence: 'video' }],
  fields: {
    libraryId: { kind: 'reference', column: 'library_number', to: 'mediaLibrary', isNullable: true },
    name: { kind: 'line', column: 'name', most: 200 },
    description: { kind: 'text', column: 'description', most: 5000, default: '' },
    price: { kind: 'money', column: 'price' },
    credits: { kind: 'integer', column: 'credits', least: 0, about: 'Of a pass.' },
    expiryDays: { kind: 'integer', column: 'expiry_days', least: 1, isNullable: true, about: 'From the purchase; null: it never expires.' },
    ready: { kind: 'boolean', column: 'is_ready', default: true },
    updatedAt: { kind: 'instant', column: 'updated_at' },
    deletedAt: { kind: 'instant', column: 'deleted_at', isNullable: true },
  },
  derived: { has_expiry: (row) => row['expiry_days'] !== null },
  cached: ['videos'],
  example: {
    id: 'video_19',
    libraryId: 'lib_4',
    name: 'Trimming a Bowl',
    description: 'A short lesson',
    price: { amount: 750, currency: 'GBP' },
    credits: 1,
    expiryDays: 14,
    ready: true,
    updatedAt: '2026-05-30T14:00:00.000Z',
    deletedAt: null,
  },
} as const satisfies Resource;

export const videoPurchases = {
  table: 'video_purchases',
  summary: 'Videos that customers bought.',
  spaces: [{ id: 'videoPurchase', sequence: 'video_purchase' }],
  fields: {
    videoId: { kind: 'reference', column: 'video_number', to: 'video', about: 'The catalogue’s id: what a purchase over REST calls `media_19` is `video_19`.' },
    customerId: { kind: 'reference', column: 'customer_number', to: 'customer' },
    createdAt: { kind: 'instant', column: 'created_at' },
    expiresAt: { kind: 'instant', column: 'expires_at', isNullable: true, about: 'Null: never.' },
    cancelled: { kind: 'boolean', column: 'is_cancelled', default: false },
    refunded: { kind: 'boolean', column: 'is_refunded', default: false },
    payment: { fields: purchasePayment },
  },
  rules: purchasePaymentRules,
  cached: ['videoPurchases'],
  example: {
    id: 'media_55',
    videoId: 'video_19',
    customerId: 'cust_8801',
    createdAt: '2026-06-02T19:00:00.000Z',
    expiresAt: '2026-06-16T19:00:00.000Z',
    cancelled: false,
    refunded: false,
    payment: examplePayment,
  },
} as const satisfies Resource;
