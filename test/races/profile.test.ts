import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { count } from '../support/counts.js';
import type { TestGateway } from '../support/gateway.js';
import { closeGateways, startGatewayPair } from '../support/gatewayPair.js';

vi.setConfig({ testTimeout: count(120_000, 1_800_000) });

interface Profile {
  firstName: string;
  lastName: string;
  email: string;
  mobile: string | null;
}

/** How a change was answered: the field that was refused, or null when it was accepted. */
interface Answered {
  status: number;
  refused: string | null;
}

let gateways: readonly TestGateway[];
beforeAll(async () => {
  gateways = await startGatewayPair({});
});
afterAll(() => closeGateways(gateways));

const surfaces = {
  async REST(gateway: TestGateway, id: string, { firstName, lastName, email, mobile }: Profile): Promise<Answered> {
    const answer = await gateway.rest(`/customer/${id}/profile`, { method: 'PUT', body: { firstname: firstName, lastname: lastName, email, mobile } });
    return { status: answer.status, refused: /^\{"error":"(\w+): /.exec(answer.text)?.[1] ?? null };
  },
  async GraphQL(gateway: TestGateway, id: string, profile: Profile): Promise<Answered> {
    const query = 'mutation ($input: UpdateCustomerProfileInput!) { updateCustomerProfile(input: $input) { customer { id } } }';
    const { errors } = await gateway.graphql(query, { variables: { input: { id, ...profile } } });
    const error = errors?.[0]?.extensions;
    // A refusal inside an executed operation is 200 over HTTP; its code says what REST says by its status.
    return { status: error === undefined ? 200 : error['code'] === 'BAD_USER_INPUT' ? 400 : 500, refused: (error?.['field'] as string | undefined) ?? null };
  },
};

async function stored(number: number): Promise<Profile> {
  const row = await (gateways[0] as TestGateway).database.db
    .selectFrom('customers')
    .innerJoin('companies', 'companies.id', 'customers.company_id')
    .select(['first_name as firstName', 'last_name as lastName', 'email', 'mobile'])
    .where('slug', '=', 'demo')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return { ...row, email: row.email ?? '' };
}

const pairs = (['REST', 'GraphQL'] as const).flatMap((one) => (['REST', 'GraphQL'] as const).map((other) => [one, other] as const));

describe.each(pairs)('two customers given one e-mail at the same moment, over %s and %s', (...surfacesOfPair) => {
  it('one gets it whole, and the other is refused by name and left as it was', async () => {
    for (let round = 0; round < count(6, 100); round += 1) {
      const numbers = [101, 102] as const;
      const before = [await stored(101), await stored(102)];
      const wanted = numbers.map((number): Profile => {
        const email = `race-${surfacesOfPair.join('-')}-${round}@example.org`;
        // An address is the same in capitals.
        return { firstName: `Round ${round}`, lastName: `Of ${number}`, email: number === 101 ? email : email.toUpperCase().replace('EXAMPLE.ORG', 'example.org'), mobile: `0770090${number}${round}` };
      });
      const answered = await Promise.all(
        numbers.map((number, index) => surfaces[surfacesOfPair[index] as keyof typeof surfaces](gateways[(round + index) % 2] as TestGateway, `cust_${number}`, wanted[index] as Profile)),
      );
      const winner = answered.findIndex(({ status }) => status === 200);
      expect([...answered].sort((a, b) => a.status - b.status)).toEqual([
        { status: 200, refused: null },
        { status: 400, refused: expect.stringMatching(/^(input\.)?email$/) },
      ]);
      expect(await stored(numbers[winner] as number)).toEqual(wanted[winner]);
      expect(await stored(numbers[1 - winner] as number)).toEqual(before[1 - winner]);
    }
  });
});
