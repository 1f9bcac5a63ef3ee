import { Kind, visit, type FieldNode, type GraphQLResolveInfo } from 'graphql';

/** Arguments that say how many rows to read. */
export const sizeArguments: readonly string[] = ['first', 'pageSize'];

/** Variables used in some fields and everything below them, and whether one of them is a size. */
export function variablesIn(nodes: readonly FieldNode[], fragments: GraphQLResolveInfo['fragments']): Map<string, { isSize: boolean }> {
  const variables = new Map<string, { isSize: boolean }>();
  const opened = new Set<string>();
  const pending: Parameters<typeof visit>[0][] = [...nodes];
  for (const node of pending) {
    visit(node, {
      Argument: ({ name, value }) => {
        if (value.kind === Kind.VARIABLE && sizeArguments.includes(name.value)) variables.set(value.name.value, { isSize: true });
      },
      Variable: ({ name }) => {
        if (!variables.has(name.value)) variables.set(name.value, { isSize: false });
      },
      FragmentSpread: ({ name }) => {
        const fragment = fragments[name.value];
        if (fragment === undefined || opened.has(name.value)) return;
        opened.add(name.value);
        pending.push(fragment.selectionSet);
      },
    });
  }
  return variables;
}
