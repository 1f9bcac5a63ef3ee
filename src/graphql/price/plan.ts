import { Kind, getNullableType, isListType, type OperationDefinitionNode, type ValueNode } from 'graphql';
import type { Condition, TreeField } from '../fieldTree.js';

/** A field of an operation whose objects, or those below it, weigh something. What weighs nothing is left out. */
export interface PricedField {
  readonly responseKey: string;
  readonly occurrences: readonly (readonly Condition[])[];
  /** What one object that the field returns counts for. */
  readonly weight: number;
  /** A list that counts for `weight` as a whole. What is asked of its objects counts for each of them still. */
  readonly isWeighedWhole: boolean;
  readonly isList: boolean;
  /** How many items a list is priced for; null: the enclosing connection's size when `isSized`, else one object. */
  readonly size: SizeRule | null;
  /** Named in `sizedFields` of the field above: holds as many items as that one's size says. */
  readonly isSized: boolean;
  /** What is asked of its objects. Below a field that returns an interface: of each object type, one of which counts. */
  readonly below: readonly (readonly PricedField[])[];
}

export interface SizeRule {
  readonly assumedSize: number;
  /** Values of the slicing arguments that were given, or that the schema gives by default. */
  readonly given: readonly SizeValue[];
  /** A connection's page; larger pages are refused before anything is read. */
  readonly most: number;
}

export type SizeValue = { readonly constant: number } | { readonly variable: string };

/** Priced as the largest page that a connection gives. */
const largestPage = 100;

/** The price plan of an operation: pure data, walked once for each request's variables. */
export function compilePrice(tree: ReadonlyMap<string, TreeField>): readonly PricedField[] {
  return compileFields([...tree.values()], []);
}

/** @param fields Of one object type. */
function compileFields(fields: readonly TreeField[], sizedFields: readonly string[]): PricedField[] {
  const priced: PricedField[] = [];
  for (const field of fields) {
    if (field.definition === null) continue;
    const { weight, isWeighedWhole, listSize } = field.facts;
    const children = [...field.children.values()];
    const types = new Set(children.map(({ parentType }) => parentType));
    const below = [...types]
      .map((type) => compileFields(children.filter(({ parentType }) => parentType === type), listSize?.sizedFields ?? []))
      .filter((fieldsOfType) => fieldsOfType.length > 0);
    if (weight === 0 && below.length === 0) continue;
    const isList = isListType(getNullableType(field.definition.type));
    priced.push({
      responseKey: field.responseKey,
      occurrences: field.occurrences.some((conditions) => conditions.length === 0) ? [[]] : field.occurrences,
      weight,
      isWeighedWhole,
      isList,
      size: listSize === null ? null : { assumedSize: listSize.assumedSize ?? 1, given: givenSizes(field), most: listSize.sizedFields.length > 0 ? largestPage : Infinity },
      isSized: sizedFields.includes(field.name),
      below,
    });
  }
  return priced;
}

function givenSizes(field: TreeField): SizeValue[] {
  const given: SizeValue[] = [];
  for (const name of field.facts.listSize?.slicingArguments ?? []) {
    const node = field.nodes[0]?.arguments?.find((argument) => argument.name.value === name)?.value;
    const definition = field.definition?.args.find((argument) => argument.name === name);
    if (node?.kind === Kind.VARIABLE) given.push({ variable: node.name.value });
    else if (node?.kind === Kind.INT) given.push({ constant: Number(node.value) });
    else if (node === undefined && typeof definition?.defaultValue === 'number') given.push({ constant: definition.defaultValue });
  }
  return given;
}

/** Default values of an operation's variables, by name; for slicing arguments and conditions alone. */
export function variableDefaults(operation: OperationDefinitionNode): ReadonlyMap<string, number | boolean> {
  const defaults = new Map<string, number | boolean>();
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const value = constantOf(defaultValue);
    if (value !== null) defaults.set(variable.name.value, value);
  }
  return defaults;
}

function constantOf(node: ValueNode | undefined): number | boolean | null {
  if (node?.kind === Kind.INT) return Number(node.value);
  return node?.kind === Kind.BOOLEAN ? node.value : null;
}
