import { customerUserOf } from './credentials.js';
import { insertRows } from './insertRows.js';
import { firstNames, lastNames, mailboxOf, unusualNames } from './names.js';
import { type DemoStep, type DemoWorld, randomFor, takeNumber } from './world.js';

const threeYears = 3 * 365 * 86_400_000;
const mailHosts = ['example.com', 'example.org', 'mail.example.com', 'post.example.org'] as const;

/**
 * Customers by number in the order of joining, ever more of them towards today: the newest forty came within the
 * last week or so. Every fiftieth joined in the same instant as the one before, as imported ones do.
 */
export const customersStep: DemoStep = {
  noun: 'customers',
  tables: ['customers'],
  async load(world) {
    const random = randomFor(world, 'customers');
    const usedMailboxes = new Map<string, number>();
    const count = world.company.counts.customers;
    const known = customerUserOf(world.company.slug);

    for (let index = 0; index < count; index += 1) {
      const [firstName, lastName] = nameOf(index, count, random.pick(firstNames), random.pick(lastNames));
      const mobile = `${world.company.mobilePrefix}${String(random.whole(0, 999)).padStart(3, '0')}`;
      const host = random.pick(mailHosts);
      const archived = random.chance(0.04);
      const previous = world.customers.at(-1);
      const isKnown = index === 0 && known !== undefined;
      world.customers.push({
        company_id: world.companyId,
        number: takeNumber(world, 'customer'),
        first_name: isKnown ? known.firstName : firstName,
        last_name: isKnown ? known.lastName : lastName,
        email: isKnown ? known.email : uniqueAddress(usedMailboxes, mailboxOf(firstName, lastName), host),
        mobile: random.chance(0.12) ? null : mobile,
        archived: isKnown ? false : archived,
        created_at: index % 50 === 49 && previous !== undefined ? previous.created_at : joinedAt(world, index, count, random.next()),
        deleted_at: null,
      });
    }
    await insertRows(world.db, 'customers', world.customers);
    return count;
  },
};

/** The unusual names are spread over everyone, and one of them is the newest but three. */
function nameOf(index: number, count: number, firstName: string, lastName: string): readonly [string, string] {
  const every = Math.floor(count / unusualNames.length);
  const fromNewest = count - 1 - index;
  if (fromNewest % every !== 3 % every) return [firstName, lastName];
  return unusualNames[Math.floor(fromNewest / every) % unusualNames.length] ?? [firstName, lastName];
}

function joinedAt(world: DemoWorld, index: number, count: number, within: number): Date {
  const age = (position: number) => threeYears * ((count - position) / count) ** 1.35;
  const ago = age(index) + (age(index + 1) - age(index)) * within;
  return new Date(Math.floor((world.dayBegan - ago) / 1000) * 1000);
}

function uniqueAddress(used: Map<string, number>, mailbox: string, host: string): string {
  const times = (used.get(mailbox) ?? 0) + 1;
  used.set(mailbox, times);
  return `${mailbox}${times === 1 ? '' : times}@${host}`;
}
