import { sql, type Transaction } from 'kysely';
import { nextNumber } from '../../database/numbers.js';
import type { Tables } from '../../database/tables.js';
import { badInput } from '../../errors.js';
import type { FeatureScope } from '../../graphql/context.js';
import type { ReservingGuest } from './reservationInput.js';

/**
 * The customer's number of whoever reserves, found by the e-mail in either case; made when there is none. Of a customer
 * who is known only what is empty is filled: names stay, and consent is never withdrawn.
 * @throws badInput when the e-mail is what stands for a guest who was anonymised.
 * @see restaurant-api.md, "Decisions": guest data
 */
export async function findOrMakeGuest(transaction: Transaction<Tables>, { company, now }: Pick<FeatureScope, 'company' | 'now'>, guest: ReservingGuest): Promise<number> {
  const company_id = company.id;
  const at = new Date(now);
  const find = async () => {
    const known = await transaction
      .selectFrom('customers')
      .leftJoin('restaurant_profiles as profile', (join) =>
        join.onRef('profile.company_id', '=', 'customers.company_id').onRef('profile.customer_number', '=', 'customers.number'),
      )
      .select(['customers.number', 'profile.customer_number as profile', 'profile.anonymized_at as anonymizedAt'])
      .where('customers.company_id', '=', company_id)
      .where(sql<boolean>`lower(customers.email) = lower(${guest.email})`)
      .where('customers.deleted_at', 'is', null)
      // Until the reservation is made, nobody is anonymised of whom it would keep the name.
      .forKeyShare('customers')
      .executeTakeFirst();
    if (known !== undefined && known.anonymizedAt !== null) throw badInput('guest.email', 'stands for a guest who was anonymised');
    return known === undefined ? undefined : { number: known.number, hasProfile: known.profile !== null };
  };
  const make = async () => {
    const number = await nextNumber(transaction, company_id, 'customer');
    const made = await transaction
      .insertInto('customers')
      .values({ company_id, number, first_name: guest.firstName, last_name: guest.lastName, email: guest.email.toLowerCase(), created_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('number')
      .executeTakeFirst();
    // Otherwise somebody else made the same one meanwhile.
    return made === undefined ? await find() : { number: made.number, hasProfile: false };
  };
  const found = (await find()) ?? (await make());
  if (found === undefined) throw new Error('The customer was neither found nor made.');
  const bringsNothing = guest.phone === null && guest.language === null && guest.consent === null;
  if (!found.hasProfile || !bringsNothing) await fillProfile(transaction, company_id, found.number, guest, at);
  return found.number;
}

async function fillProfile(transaction: Transaction<Tables>, companyId: number, customerNumber: number, { phone, language, consent }: ReservingGuest, at: Date): Promise<void> {
  const marketing = consent?.marketing ?? false;
  const source = consent?.source ?? null;
  const recordedAt = source === null ? null : at;
  await sql`
    insert into restaurant_profiles as known
      (company_id, customer_number, phone, language, consent_marketing, consent_source, consent_recorded_at, created_at, updated_at)
    values (${companyId}, ${customerNumber}, ${phone}, ${language}, ${marketing}, ${source}, ${recordedAt}, ${at}, ${at})
    on conflict (company_id, customer_number) do update set
      phone = coalesce(known.phone, excluded.phone),
      language = coalesce(known.language, excluded.language),
      consent_marketing = known.consent_marketing or excluded.consent_marketing,
      consent_source = case when ${isNewConsent} then excluded.consent_source else known.consent_source end,
      consent_recorded_at = case when ${isNewConsent} then excluded.consent_recorded_at else known.consent_recorded_at end,
      updated_at = excluded.updated_at
    where (known.phone is null and excluded.phone is not null)
      or (known.language is null and excluded.language is not null)
      or ${isNewConsent}`.execute(transaction);
}

/** Given now and not before, or asked for for the first time. */
const isNewConsent = sql`(excluded.consent_source is not null and not known.consent_marketing and (excluded.consent_marketing or known.consent_source is null))`;
