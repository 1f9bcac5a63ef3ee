/**
 * What seating is decided from, written by hand: of the company $1 and the location $2, for the service days from $3 to $4.
 * @param reservations A query that answers the JSON of those that hold their tables.
 */
const ofLocation = 'company_id = $1 and location_number = $2';

export const seatingStatement = (reservations: string) => `
  select json_build_object(
    'timeZone', (select time_zone from locations where company_id = $1 and number = $2),
    'tables', (select json_agg(t) from (select number, seats_min as "seatsMin", seats_max as "seatsMax", priority, is_bookable as "isBookable"
      from dining_tables where ${ofLocation} and deleted_at is null) t),
    'combinations', (select coalesce(json_agg(t), '[]') from (select number, seats_min as "seatsMin", seats_max as "seatsMax", priority, is_bookable as "isBookable",
      array(select table_number from table_combination_members m where m.company_id = $1 and m.combination_number = c.number) as tables
      from table_combinations c where ${ofLocation}) t),
    'services', (select json_agg(t) from (select number, name, opens, closes, last_seating as "lastSeating", slot_interval_minutes as "slotIntervalMinutes",
      requires_confirmation as "requiresConfirmation", weekdays, valid_from as "validFrom", valid_until as "validUntil"
      from dining_services where ${ofLocation} and deleted_at is null order by opens, number) t),
    'specialDays', (select coalesce(json_agg(t), '[]') from (select day, (select coalesce(json_agg(s), '[]') from (select name, opens, closes,
        last_seating as "lastSeating", slot_interval_minutes as "slotIntervalMinutes", requires_confirmation as "requiresConfirmation"
        from special_day_services where company_id = $1 and special_day_number = d.number and not d.is_closed order by opens, position) s) as services
      from special_days d where ${ofLocation} and day between $3::date - 3 and $4::date + 3) t),
    'rules', (select coalesce(json_agg(t), '[]') from (select service_number as service, weekdays, buffer_before_minutes as "bufferBeforeMinutes",
      buffer_after_minutes as "bufferAfterMinutes", max_covers_per_slot as "maxCoversPerSlot", max_reservations_per_slot as "maxReservationsPerSlot"
      from availability_rules where ${ofLocation} and is_active) t),
    'policy', (select to_json(t) from (select min_party_size as "minPartySize", max_party_size as "maxPartySize",
      default_duration_minutes as "defaultDurationMinutes", min_lead_time_minutes as "minLeadTimeMinutes", max_advance_booking_days as "maxAdvanceBookingDays",
      (select coalesce(json_agg(d), '[]') from (select max_party_size as "maxPartySize", duration_minutes as minutes
        from party_durations where company_id = $1 and policy_number = p.number) d) as durations
      from booking_policies p where company_id = $1
        and restaurant_number = (select restaurant_number from locations where company_id = $1 and number = $2)
        and (location_number is null or location_number = $2)
      order by location_number nulls last limit 1) t),
    'reservations', (${reservations})) as seating`;

/** Of the reservations `r`, with each table `h` that they hold. */
export const heldTables = `
  from reservations r join reservation_tables h on h.company_id = $1 and h.reservation_number = r.number and h.holds
  where r.company_id = $1 and r.location_number = $2 and r.service_day between $3::date - 3 and $4::date + 3
    and r.status in ('PENDING', 'CONFIRMED', 'SEATED')`;
