import type { OperationDefinitionNode } from 'graphql';
import type { TreeField } from './fieldTree.js';

export interface Caching {
  /** Whose writes void a remembered answer; sorted. */
  readonly resources: readonly string[];
  /** `none` also when nothing that is written would ever void the answer. */
  readonly mode: 'shared' | 'perPrincipal' | 'none';
}

/** What an operation's answer is made from, and for whom it may be remembered, from `@cached` and `@uncached`. */
export function cachingOf(kind: OperationDefinitionNode['operation'], tree: ReadonlyMap<string, TreeField>): Caching {
  const resources = new Set<string>();
  let mode: Caching['mode'] = kind === 'query' ? 'shared' : 'none';
  const walk = (fields: ReadonlyMap<string, TreeField>): void => {
    for (const field of fields.values()) {
      if (field.name === '__typename') continue;
      for (const resource of field.facts.resources) resources.add(resource);
      if (field.facts.caching === 'none') mode = 'none';
      else if (field.facts.caching === 'perPrincipal' && mode === 'shared') mode = 'perPrincipal';
      walk(field.children);
    }
  };
  walk(tree);
  return { resources: [...resources].sort(), mode: resources.size === 0 ? 'none' : mode };
}
