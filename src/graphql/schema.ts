import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { rememberHandedOn } from './handedOn.js';
import { assertInvariants } from './invariants.js';
import type { Resolvers } from './resolvers.generated.js';
import { scalars } from './scalars.js';
import { applyShield } from './shield.js';

/**
 * The executable schema: the SDL of `schema/`, the scalars, the features' resolvers, scopes enforced.
 *
 * @throws Error with one sentence for each rule that the SDL breaks, or for a resolver of an unknown field.
 */
export function buildSchema(resolvers: readonly Resolvers[], sdl: readonly string[] = readSdl()): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: [...sdl],
    resolvers: [scalars, ...resolvers] as NonNullable<Parameters<typeof makeExecutableSchema>[0]['resolvers']>,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  assertInvariants(schema);
  const shielded = applyShield(schema);
  rememberHandedOn(shielded, resolvers);
  return shielded;
}

/** The files of `schema/`, in order of their names. */
export function readSdl(): string[] {
  const folder = schemaFolder();
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

/** `schema/` lies at the root of the package, above both `src/` and `dist/`. */
function schemaFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'schema', 'directives.graphql'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('The folder schema/ with the SDL is missing.');
    folder = above;
  }
  return join(folder, 'schema');
}
