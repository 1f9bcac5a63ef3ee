import { getNamedType, getNullableType, isLeafType, isListType, isObjectType, type FieldNode, type GraphQLObjectType } from 'graphql';
import { partsRead } from '../../features/shared/connection.js';
import { collectFields, storageKey, type ResolveInfo, type SelectedField } from '../../features/shared/selection.js';
import { handedOnFields } from '../handedOn.js';
import { schemaFacts } from '../schemaFacts.js';
import type { Column, ConnectionPart, ConnectionShape, ObjectShape, PageInfoField, Shape } from './shape.js';

/** The field that is asked for, and what `__typename` is to be where it is not the type's name. */
type Info = ResolveInfo & { readonly typeNames: Readonly<Record<string, string>> };

const shapes = new WeakMap<SelectedField, Shape | null>();

/**
 * The shape of what a look-ahead field answers; null when it cannot be written without resolvers: one below it does more
 * than hand on, or the answer wants something twice, in another order, or edges.
 */
export function shapeOf(info: Info, field: SelectedField): Shape | null {
  let shape = shapes.get(field);
  if (shape === undefined) {
    shape = fieldShape(info, info.parentType, info.fieldNodes, field);
    shapes.set(field, shape);
  }
  return shape;
}

function fieldShape(info: Info, parent: GraphQLObjectType, nodes: readonly FieldNode[], field: SelectedField): Shape | null {
  const definition = parent.getFields()[field.name];
  if (definition === undefined) return null;
  const type = getNamedType(definition.type);
  const handedOn = handedOnFields(info.schema).get(`${parent.name}.${field.name}`);
  if (handedOn === undefined) return null;
  if (isLeafType(type)) return { kind: 'leaf', isInstant: type.name === 'DateTime' };
  if (!isObjectType(type)) return null;
  const weight = schemaFacts(info.schema).get(parent.name)?.get(field.name)?.weight ?? 1;
  if (handedOn === 'connection') return connectionShape(info, type, nodes, field, weight);
  const object = objectShape(info, type, nodes, field, weight);
  if (object === null) return null;
  return isListType(getNullableType(definition.type)) ? { kind: 'list', items: object } : object;
}

function objectShape(info: Info, type: GraphQLObjectType, nodes: readonly FieldNode[], field: SelectedField, weight: number): ObjectShape | null {
  const columns: Column[] = [];
  const selected = [...field.selection.values()];
  let lead = '';
  let isFirst = true;
  for (const [responseKey, same] of answered(info, type, nodes)) {
    const name = `${isFirst ? '' : ','}${JSON.stringify(responseKey)}:`;
    isFirst = false;
    const [node] = same as [FieldNode];
    if (node.name.value === '__typename') {
      lead += `${name}${JSON.stringify(info.typeNames[type.name] ?? type.name)}`;
      continue;
    }
    const column = selected[columns.length];
    if (column === undefined || column.key !== storageKey(node)) return null;
    const shape = fieldShape(info, type, same, column);
    if (shape === null) return null;
    const read = `${columns.length === 0 ? '' : ','}${JSON.stringify(column.key)}:`;
    columns.push({ lead: Buffer.from(lead + name), name: Buffer.from(read), shape });
    lead = '';
  }
  return columns.length === selected.length ? { kind: 'object', weight, columns, tail: Buffer.from(lead) } : null;
}

const pageInfoNames: ReadonlySet<string> = new Set<PageInfoField['name']>(['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor', '__typename']);

function connectionShape(info: Info, type: GraphQLObjectType, nodes: readonly FieldNode[], field: SelectedField, weight: number): ConnectionShape | null {
  const parts: ConnectionPart[] = [];
  let nodesShape: ObjectShape | null = null;
  const pageInfo = info.schema.getType('PageInfo') as GraphQLObjectType;
  for (const [responseKey, same] of answered(info, type, nodes)) {
    const [{ name: { value: kind } }] = same as [FieldNode];
    const name = Buffer.from(`${JSON.stringify(responseKey)}:`);
    const selected = field.selection.get(kind);
    if (kind === '__typename') {
      parts.push({ kind: 'constant', name, value: Buffer.from(JSON.stringify(info.typeNames[type.name] ?? type.name)) });
    } else if (kind === 'totalCount') {
      parts.push({ kind, name });
    } else if (kind === 'nodes' && selected !== undefined && nodesShape === null) {
      const list = fieldShape(info, type, same, selected);
      if (list?.kind !== 'list') return null;
      nodesShape = list.items;
      parts.push({ kind, name });
    } else if (kind === 'pageInfo') {
      const fields = [...answered(info, pageInfo, same)].map(([key, [node]]) => ({ responseKey: key, name: node?.name.value ?? '' }));
      if (!fields.every((one): one is PageInfoField => pageInfoNames.has(one.name))) return null;
      parts.push({ kind, name, fields });
    } else {
      return null;
    }
  }
  return { kind: 'connection', weight, field, read: partsRead(field), parts, frame: frameOf(parts), nodes: nodesShape };
}

/** The answer's fields in its order. */
function answered(info: Info, type: GraphQLObjectType, nodes: readonly FieldNode[]): Map<string, FieldNode[]> {
  return collectFields(info, type, nodes, ({ alias, name }) => alias?.value ?? name.value);
}

/** What stands before and after the nodes, when nothing of it depends on the page. */
function frameOf(parts: readonly ConnectionPart[]): ConnectionShape['frame'] {
  let text = '{';
  let lead: string | null = null;
  for (const [index, part] of parts.entries()) {
    if (index > 0) text += ',';
    text += part.name.toString();
    if (part.kind === 'constant') text += part.value.toString();
    else if (part.kind === 'nodes') [lead, text] = [text, ''];
    else return null;
  }
  return lead === null ? null : { lead: Buffer.from(lead), tail: Buffer.from(`${text}}`) };
}
