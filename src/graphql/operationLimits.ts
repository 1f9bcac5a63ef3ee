import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { ApplicationError } from '../errors.js';

/** The largest operation that is accepted. Fragments count each time they are spread. */
export interface OperationLimits {
  /** Levels of fields, those of introspection apart, which has a bound of its own in validation. */
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly tokens: number;
  /** Whether the schema may be asked for. */
  readonly introspection: boolean;
}

/** Fields with fragments spread out: validation is quadratic in them, every step after it linear. */
const mostSelections = 2_000;

interface Size {
  depth: number;
  aliases: number;
  directives: number;
  selections: number;
  /** Fields at the outermost level. */
  rootFields: number;
}

const nothing: Size = { depth: 0, aliases: 0, directives: 0, selections: 0, rootFields: 0 };
/** Sums of a fragment bomb stop here instead of losing precision. */
const ceiling = 1_000_000_000;

/**
 * Measures the largest operation of a document; each fragment is measured once, so a bomb costs no more than its text.
 *
 * @throws ApplicationError OPERATION_TOO_COMPLEX whose details are `{ measure, limit, found }`.
 */
export function assertWithinLimits(document: DocumentNode, limits: OperationLimits): { selections: number } {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Size>();
  let selections = 0;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = measure(definition.selectionSet);
    const directives = size.directives + (definition.directives?.length ?? 0);
    check('depth', `is ${size.depth} levels deep`, size.depth, limits.depth);
    check('aliases', `has ${size.aliases} aliases`, size.aliases, limits.aliases);
    check('rootFields', `has ${size.rootFields} root fields`, size.rootFields, limits.rootFields);
    check('directives', `has ${directives} directives`, directives, limits.directives);
    check('fields', `has ${size.selections} fields`, size.selections, mostSelections);
    selections = Math.max(selections, size.selections);
  }
  return { selections };

  function measure(selectionSet: SelectionSetNode): Size {
    const size = { ...nothing };
    for (const selection of selectionSet.selections) {
      size.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet === undefined ? nothing : measure(selection.selectionSet);
        const isIntrospection = selection.name.value.startsWith('__');
        size.depth = Math.max(size.depth, isIntrospection ? 0 : below.depth + 1);
        size.aliases += below.aliases + (selection.alias === undefined ? 0 : 1);
        size.directives += below.directives;
        size.selections += below.selections + 1;
        size.rootFields += 1;
      } else {
        add(size, selection.kind === Kind.FRAGMENT_SPREAD ? measureFragment(selection.name.value) : measure(selection.selectionSet));
      }
    }
    return bounded(size);
  }

  function measureFragment(name: string): Size {
    const known = measured.get(name);
    if (known !== undefined) return known;
    // Stands in while the fragment is measured, so that a circle ends; validation refuses it afterwards.
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const size = fragment === undefined ? nothing : measure(fragment.selectionSet);
    measured.set(name, size);
    return size;
  }
}

function add(to: Size, other: Size): void {
  to.depth = Math.max(to.depth, other.depth);
  to.aliases += other.aliases;
  to.directives += other.directives;
  to.selections += other.selections;
  to.rootFields += other.rootFields;
}

function bounded(size: Size): Size {
  size.aliases = Math.min(size.aliases, ceiling);
  size.directives = Math.min(size.directives, ceiling);
  size.selections = Math.min(size.selections, ceiling);
  size.rootFields = Math.min(size.rootFields, ceiling);
  return size;
}

function check(measure: string, says: string, found: number, limit: number): void {
  if (found > limit) throw tooComplex(measure, `The operation ${says}; the limit is ${limit}.`, limit, found);
}

export function tooComplex(measure: string, message: string, limit: number, found: number): ApplicationError {
  return new ApplicationError('OPERATION_TOO_COMPLEX', { message, details: { measure, limit, found } });
}
