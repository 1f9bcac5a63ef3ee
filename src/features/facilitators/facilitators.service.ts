import { badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import { availableStarts, today } from '../../scheduling/availability.js';
import type { Row } from '../shared/fields.js';
import { numberOf } from '../shared/ids.js';
import { isGiven } from '../shared/page.js';
import type { LookAhead } from '../shared/selection.js';
import type { AgendaJson, AgendaOption, AgendaService } from './agenda.fields.js';
import { daysAskedFor, type AvailabilityArguments } from './availabilityDates.js';
import { createFacilitatorsLoaders } from './facilitators.loaders.js';
import { createFacilitatorsRepository } from './facilitators.repository.js';

/** A start at which an appointment can be made. */
export interface AvailabilitySlot {
  readonly startsAt: string;
  readonly startsAtLocal: string;
  readonly timeZone: string;
  readonly durationMinutes: number;
  readonly service: AgendaService;
  readonly option: AgendaOption;
}

export interface FacilitatorsService {
  /** Null when there is no such facilitator. */
  find(id: string, lookAhead: LookAhead): Promise<Row | null>;
  /**
   * When an appointment for a service can begin: by start, then in the order of the service's options. Tells the scope
   * when the clock alone changes that.
   * @param facilitator As it was read, alone or inside something else.
   * @throws BAD_USER_INPUT naming the argument: an unknown service, an option that is not the service's, dates that are
   *   in the wrong order or too far apart.
   */
  availability(facilitator: Row, asked: AvailabilityArguments, lookAhead: LookAhead): Promise<AvailabilitySlot[] | null>;
}

export function createFacilitatorsService(scope: FeatureScope): FacilitatorsService {
  const repository = createFacilitatorsRepository(scope);
  const loaders = createFacilitatorsLoaders(repository);
  const known = new Map<AgendaJson, AvailabilitySlot[]>();
  return {
    async find(id, lookAhead) {
      // There is no number 0, but the dates that are asked for are refused before anybody is looked for.
      return repository.find(numberOf('facilitator', id) ?? 0, lookAhead);
    },

    async availability(facilitator, asked, lookAhead) {
      const agenda = await agendaOf(facilitator, lookAhead);
      if (agenda === null) return null;
      // A facilitator of many events is one agenda.
      let slots = known.get(agenda);
      if (slots === undefined) {
        slots = slotsOf(agenda, asked, scope);
        known.set(agenda, slots);
      }
      return slots;
    },
  };

  async function agendaOf(facilitator: Row, lookAhead: LookAhead): Promise<AgendaJson | null> {
    const read = facilitator[lookAhead.field.key];
    if (typeof read === 'object') return read as AgendaJson | null;
    const number = typeof read === 'number' ? read : numberOf('facilitator', facilitator['id']);
    return number === null ? null : loaders.agenda(number, lookAhead);
  }
}

function slotsOf({ timeZone, service, schedules, busy }: AgendaJson, asked: AvailabilityArguments, { now, validUntil }: FeatureScope): AvailabilitySlot[] {
  if (service === null) throw badInput('serviceId', 'is not a service of this company');
  const options = isGiven(asked.optionId) ? service.options.filter(({ id }) => id === asked.optionId) : service.options;
  if (isGiven(asked.optionId) && options.length === 0) throw badInput('optionId', 'is not an option of the service');

  const thisDay = today(timeZone, now);
  const days = daysAskedFor(asked, thisDay.day);
  if (!isGiven(asked.startDate)) validUntil(thisDay.until);

  const busyRooms = new Map<number, { from: number; until: number }[]>();
  for (const { room, from, until } of busy) {
    if (room !== null) busyRooms.set(room, [...(busyRooms.get(room) ?? []), { from, until }]);
  }
  const agenda = { timeZone, schedules, busy: busy.filter(({ room }) => room === null), busyRooms };
  const needs = options.map(({ durationMinutes }) => ({ durationMinutes, bufferMinutes: service.bufferMinutes }));
  const starts = availableStarts(agenda, days, needs, now)
    .flatMap((ofOption, order) => ofOption.map((start) => ({ ...start, order })))
    .sort((one, other) => one.instant - other.instant || one.order - other.order);

  const [next] = starts;
  // It is offered as long as it has not begun.
  if (next !== undefined) validUntil(next.instant + 1);
  return starts.map(({ instant, wallTime, order }) => {
    const option = options[order] as AgendaOption;
    return {
      startsAt: new Date(instant).toISOString(),
      startsAtLocal: new Date(wallTime).toISOString().slice(0, 19),
      timeZone,
      durationMinutes: option.durationMinutes,
      service,
      option,
    };
  });
}
