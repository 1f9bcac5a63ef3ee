import { sql } from 'kysely';
import { createAgenda } from './agenda.js';
import { insertRows } from './insertRows.js';
import { groupBy } from './seats.js';
import { rooms, roomsForAppointments } from './timetable.js';
import { type DemoEvent, type DemoStep, type DemoWorld, takeNumber } from './world.js';

/** The rooms, and which classes hold one: those that the room is free for whenever they meet. */
export const roomsStep: DemoStep = {
  noun: 'rooms',
  tables: ['rooms'],
  async load(world) {
    for (const name of [...rooms, ...roomsForAppointments]) {
      world.rooms.push({ company_id: world.companyId, number: takeNumber(world, 'room'), name });
    }
    await insertRows(world.db, 'rooms', world.rooms);
    const held = JSON.stringify(holdRooms(world).map((event) => ({ number: event.number, room: event.room_number })));
    await sql`update events set room_number = held.room
      from json_to_recordset(${held}::json) as held (number integer, room integer)
      where company_id = ${world.companyId} and events.number = held.number`.execute(world.db);
    return world.rooms.length;
  },
};

function holdRooms(world: DemoWorld): DemoEvent[] {
  const agenda = createAgenda<number>();
  const datesOf = groupBy(world.eventDates, (date) => date.event_number);
  const roomCalled = new Map(world.rooms.map((room) => [room.name, room.number]));
  return world.events.filter((event) => {
    const room = roomCalled.get(event.location ?? '');
    if (room === undefined) return false;
    const times = (datesOf.get(event.number) ?? []).map((date) => [date.starts_at.getTime(), date.starts_at.getTime() + date.duration_minutes * 60_000] as const);
    if (!times.every(([from, until]) => agenda.isFree(room, from, until))) return false;
    for (const [from, until] of times) agenda.block(room, from, until);
    event.room_number = room;
    return true;
  });
}
