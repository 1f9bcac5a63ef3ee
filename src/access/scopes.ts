/**
 * The one table of who may hold which scope. What a scope opens is declared on the schema, with `@scope`.
 */

/** The scopes of a studio API client, in the documented order. */
export const studioScopes = [
  'customers:read',
  'profile:read',
  'profile:write',
  'bookings:read',
  'packages:read',
  'videos:read',
  'subscription-mandates:read',
  'appointments:read',
  'notes:read',
  'questionnaire-answers:read',
  'events:read',
  'events-register:read',
  'subscription-plans:read',
  'subscription-plans:write',
  'passes:read',
  'passes:write',
  'media:read',
  'media:write',
  'vouchers:read',
  'vouchers:write',
] as const;

/** The scopes of a restaurant API key, in the documented order. */
export const restaurantScopes = [
  'config:read',
  'availability:read',
  'reservations:read',
  'reservations:write',
  'reservations:cancel',
  'waitlist:write',
  'customers:read',
  'customers:write',
  'webhooks:test',
] as const;

/** What only staff can hold; no client or key can be given these. */
export const staffScopes = ['audit:read', 'clients:read', 'clients:write', 'keys:read', 'keys:write', 'restaurants:write'] as const;

export type Scope = (typeof studioScopes | typeof restaurantScopes | typeof staffScopes)[number];

const everyday = [...new Set<Scope>([...studioScopes, ...restaurantScopes])];

/** The scopes of each role that staff can have. */
export const staffRoles = {
  /** Everything, access of others included. */
  admin: [...everyday, ...staffScopes],
  /** The company's daily work, without the say over who may do what. */
  reception: everyday,
  /** Looks at who did what, and nothing else. */
  auditor: ['audit:read', 'clients:read', 'keys:read'],
} as const satisfies Record<string, readonly Scope[]>;

export type StaffRole = keyof typeof staffRoles;

/** Which scopes each kind of caller can hold at all. */
export const grantableScopes = {
  client: studioScopes,
  key: restaurantScopes,
  staff: staffRoles.admin,
  customer: [],
  anonymous: [],
} as const satisfies Record<string, readonly Scope[]>;

export function isStaffRole(role: string): role is StaffRole {
  return Object.hasOwn(staffRoles, role);
}

/** A role's scopes. A role that this version does not know opens nothing. */
export function scopesOfRole(role: string | null): readonly Scope[] {
  return role !== null && isStaffRole(role) ? staffRoles[role] : [];
}

/** The given scopes that `kind` can hold, each once, in the documented order; others are left out. */
export function heldScopes(kind: keyof typeof grantableScopes, scopes: Iterable<string>): Scope[] {
  const given = new Set(scopes);
  const grantable: readonly Scope[] = grantableScopes[kind];
  return grantable.filter((scope) => given.has(scope));
}

/** The first of the given scopes that `kind` can not hold, or null. */
export function firstForeignScope(kind: keyof typeof grantableScopes, scopes: Iterable<string>): string | null {
  const grantable = new Set<string>(grantableScopes[kind]);
  for (const scope of scopes) if (!grantable.has(scope)) return scope;
  return null;
}
