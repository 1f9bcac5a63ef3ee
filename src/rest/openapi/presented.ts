/**
 * What a row may hand over as the answer that a schema describes: its keys and its types of values. Null and undefined
 * pass everywhere, because fields behind a scope can be null in the graph and are never here; those, constants and
 * extra keys are what the tests look at, in the answers themselves.
 */
export type Presented<Answer> = Answer extends readonly (infer Item)[]
  ? readonly Presented<Item>[] | Empty
  : Answer extends object
    ? { readonly [Name in keyof Answer]: Presented<Answer[Name]> } | Empty
    : Answer extends string
      ? string | Empty
      : Answer extends number
        ? number | Empty
        : Answer | Empty;

type Empty = null | undefined;
