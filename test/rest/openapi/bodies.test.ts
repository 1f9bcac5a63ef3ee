import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint } from '../../support/fingerprint.js';
import type { RestAnswer, TestGateway } from '../../support/gateway.js';
import { addressOf, bearerOf, bodiesOf, complaintsAbout, document, exampleDay, operations, responseOf, startExampleGateway, type Described } from './contract.js';

let gateway: TestGateway;
let now = exampleDay;
beforeAll(async () => {
  gateway = await startExampleGateway(() => now);
  // Issuing it is noted with the client.
  await gateway.token();
});
afterAll(() => gateway.close());

interface BodySchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly minProperties?: number;
  readonly enum?: readonly (string | null)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}

const writes = operations.filter(({ operation }) => operation.requestBody !== undefined && operation.tags[0] !== 'Access');
const puts = writes.filter(({ method }) => method === 'put');

function schemaOf({ operation }: Described): BodySchema {
  const schema = operation.requestBody?.content['application/json']?.schema as { $ref: string };
  return document.components.schemas[schema.$ref.replace('#/components/schemas/', '')] as BodySchema;
}

const typesOf = ({ type = [] }: BodySchema): readonly string[] => (typeof type === 'string' ? [type] : type);

/** Values that a property's schema does not let through. */
function misfits(schema: BodySchema): unknown[] {
  const types = typesOf(schema);
  const ofOtherTypes: [string, unknown][] = [['string', 'x'], ['number', 1.5], ['boolean', true], ['null', null], ['array', []], ['object', {}]];
  const text = 'x'.repeat((schema.maxLength ?? 0) + 1);
  return [
    ...ofOtherTypes.filter(([type]) => !types.includes(type)).map(([, value]) => value),
    ...(schema.enum === undefined ? [] : ['NEITHER', ...[schema.enum[0]?.toLowerCase(), schema.enum[0]?.toUpperCase()].filter((word) => !schema.enum?.includes(word ?? ''))]),
    ...(schema.maxLength === undefined ? [] : [schema.format === 'email' ? `${text}@example.org` : text]),
    ...(schema.minLength === undefined ? [] : ['']),
    ...(schema.format === 'email' ? ['nobody'] : []),
    ...(schema.minimum === undefined ? [] : [schema.minimum - 1]),
    ...(schema.exclusiveMinimum === undefined ? [] : [schema.exclusiveMinimum]),
    ...(schema.maximum === undefined ? [] : [schema.maximum + 1]),
  ];
}

/** An object with nothing but what it must have. */
function leastOf({ properties = {}, required = [] }: BodySchema): Record<string, unknown> {
  const valueOf = (schema: BodySchema | undefined) => schema?.enum?.[0] ?? (schema !== undefined && typesOf(schema).includes('boolean') ? false : 'x');
  return Object.fromEntries(required.map((name) => [name, valueOf(properties[name])]));
}

/** Bodies that the schema does not let through, made from the example by one change each, and whom the refusal must name. */
function misfitBodies(schema: BodySchema, example: Record<string, unknown>): [name: string, body: unknown][] {
  const bodies: [string, unknown][] = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    for (const value of misfits(property)) bodies.push([name, { ...example, [name]: value }]);
    if (property.properties !== undefined) {
      const inside = (example[name] ?? leastOf(property)) as Record<string, unknown>;
      for (const [inner, body] of misfitBodies(property, inside)) bodies.push([inner === '' ? name : `${name}.${inner}`, { ...example, [name]: body }]);
    }
  }
  for (const name of schema.required ?? []) bodies.push([name, Object.fromEntries(Object.entries(example).filter(([key]) => key !== name))]);
  if (schema.additionalProperties === false) bodies.push(['stranger', { ...example, stranger: 1 }]);
  if (schema.minProperties !== undefined) bodies.push(['', {}]);
  return bodies;
}

async function send(described: Described, body: unknown): Promise<RestAnswer> {
  // A key's points come back two a second.
  now += 500;
  return gateway.rest(addressOf(described), { method: described.method.toUpperCase(), body, token: await bearerOf(described, gateway) });
}

describe('a body that the document does not allow is refused by name, and changes nothing', () => {
  it.each(writes.map((described) => [described.name, described] as const))('%s', async (_name, described) => {
    const schema = schemaOf(described);
    const [, example] = bodiesOf(described)[0] ?? [];
    if (example === undefined) throw new Error('There is no example.');
    expect(misfitBodies(schema, example).length).toBeGreaterThan(10);
    const before = await fingerprint(gateway.database, 'demo');
    for (const [name, body] of misfitBodies(schema, example)) {
      const answer = await send(described, body);
      expect([JSON.stringify(body).slice(0, 400), answer.status, complaintsAbout(described, answer)]).toEqual([JSON.stringify(body).slice(0, 400), 400, []]);
      expect(answer.text).toMatch(new RegExp(`"${name === '' ? 'body' : name.replace('.', '\\.')}\\b`));
    }
    for (const body of [null, [], [example], 'x', 1]) expect((await send(described, body)).status).toBe(400);
    expect(await fingerprint(gateway.database, 'demo')).toEqual(before);
  });
});

it.each(writes.map((described) => [described.name, described] as const))('the refusal of a body that is shown of %s is a real one', async (_name, described) => {
  const [, example = {}] = bodiesOf(described)[0] ?? [];
  const [field = ''] = Object.keys(example);
  const shown = responseOf(described, 400)?.content?.['application/json']?.examples?.['BAD_USER_INPUT']?.value;
  expect((await send(described, { ...example, [field]: [] })).json).toEqual(shown);
});

describe('a body that the document allows is taken', () => {
  it.each(puts.map((described) => [described.name, described] as const))('%s', async (_name, described) => {
    const schema = schemaOf(described);
    const [, example] = bodiesOf(described)[0] ?? [];
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (typesOf(property).includes('null')) {
        const alone = schema.required === undefined ? {} : example;
        // What may be null at all may be so only beside what makes sense of it.
        const beside = name === 'expiry_days' ? { has_expiry: false } : {};
        expect([name, (await send(described, { ...alone, ...beside, [name]: null })).status]).toEqual([name, 200]);
      }
      if (schema.required?.includes(name) === false && example !== undefined) {
        const without = Object.fromEntries(Object.entries(example).filter(([key]) => key !== name));
        expect([name, (await send(described, without)).status]).toEqual([name, 200]);
      }
    }
    const loose = schema.additionalProperties === false ? example : { ...example, stranger: 1 };
    expect((await send(described, loose)).status).toBe(200);
  });
});
