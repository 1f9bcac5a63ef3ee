import { GetOpeningHoursDocument, GetRestaurantConfigDocument } from '../../rest/operations.generated.js';
import { idParameter } from '../../rest/openapi/parameters.js';
import { readText } from '../../rest/parameters.js';
import { defineRoute, type Route } from '../../rest/route.js';
import { openingHours, restaurantConfig } from './restaurants.answers.js';

/** Paths that begin with the restaurant. */
export const restaurantsRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/restaurants/:id/config',
    family: 'restaurant',
    resourceType: 'restaurant',
    summary: 'What a booking page needs of a restaurant: its profile, its active locations, and the policy to obey',
    operation: GetRestaurantConfigDocument,
    parameters: { id: idParameter('restaurant', 'The restaurant') },
    answer: restaurantConfig,
    variables: ({ path }) => ({ id: path['id'] ?? '' }),
    present: ({ restaurant }) => {
      if (restaurant === null) return undefined;
      const { id, name, timeZone, locations, bookingPolicy, features } = restaurant;
      return {
        restaurant: { id, name, timezone: timeZone },
        locations: (locations ?? []).map((location) => ({ id: location.id, name: location.name, city: location.city, timezone: location.timeZone })),
        reservation: bookingPolicy,
        features,
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/restaurants/:id/opening-hours',
    family: 'restaurant',
    resourceType: 'restaurant',
    summary: 'When a location serves: weekly hours, special days to come, and the rules in force',
    operation: GetOpeningHoursDocument,
    parameters: {
      id: idParameter('restaurant', 'The restaurant'),
      locationId: { ...idParameter('location', 'The location; may be left out by a key that is bound to one'), required: true },
    },
    answer: openingHours,
    parameterNames: { id: 'locationId' },
    variables: ({ path, query }) => ({ id: path['id'] ?? '', locationId: readText(query, 'locationId') ?? null }),
    present: ({ restaurant }) => {
      const location = restaurant?.location ?? null;
      if (location === null) return undefined;
      return {
        weekly: location.openingHours ?? [],
        specialDays: location.specialDays ?? [],
        availabilityRules: (location.availabilityRules ?? []).map(({ service, daysOfWeek, id, name, ...limits }) => ({
          id,
          name,
          serviceName: service?.name ?? null,
          daysOfWeek,
          ...limits,
        })),
      };
    },
  }),
];
