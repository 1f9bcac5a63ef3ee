import { cursorKey, untilKey } from '../../features/shared/connection.js';
import { encodeCursor, type CursorValue } from '../../features/shared/cursor.js';
import { readPage } from '../../features/shared/page.js';
import type { Variables } from '../../features/shared/selection.js';
import { DateTime } from '../scalars.js';
import type { Column, ConnectionPart, ConnectionShape, LeafShape, ListShape, ObjectShape, PageInfoField, Shape } from './shape.js';

/** A value of the answer, as JSON. */
export interface Transcript {
  readonly json: string;
  /** Weighted objects, as the price counts them. */
  readonly objects: number;
  /** Epoch milliseconds until which it stays true though nothing is written; infinite when only writes change it. */
  readonly until: number;
}

/** A read brings its values in another form than the answer's: it has to be executed. */
export class ShapeMismatch extends Error {}

/** Of one call. */
export interface TranscriptOptions {
  readonly variables: Variables;
  readonly pageLimit: number;
}

const [quote, comma, colon, backslash] = [0x22, 0x2c, 0x3a, 0x5c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const [letterN, letterT, point, zero, space] = [0x6e, 0x54, 0x2e, 0x30, 0x20];
const nameOfUntil = Buffer.from(JSON.stringify(untilKey));
const nameOfCursor = Buffer.from(JSON.stringify(cursorKey));
const empty = Buffer.alloc(0);

/**
 * The answer's JSON from that of a look-ahead read, in one pass over its bytes. Parsing it into objects, running
 * resolvers that only pass values on, and writing them again costs several times as much.
 *
 * @throws ShapeMismatch when the JSON does not have the shape; whoever asked then goes the long way.
 */
export function transcribe(json: string, shape: Shape, options: TranscriptOptions): Transcript {
  const pass = new Transcription(json, options);
  pass.value(shape);
  return { json: pass.written(), objects: pass.objects, until: pass.until };
}

/** Bytes of the JSON being read; what is written goes to `target`. Both are used again by the next transcription. */
let source = Buffer.allocUnsafeSlow(64 * 1024);
let target = Buffer.allocUnsafeSlow(64 * 1024);
/** Buffers that grew beyond this are not kept. */
const mostKept = 1024 * 1024;

/**
 * One pass from start to end. It is synchronous, so that one pair of buffers serves all. Most of the JSON is the answer's
 * already: what has been read is copied in long runs, each up to where something else has to be written.
 */
class Transcription {
  objects = 0;
  until = Infinity;
  readonly #options: TranscriptOptions;
  readonly #length: number;
  /** Where to read next, and where to write. */
  #at = 0;
  #to = 0;
  /** What has been read from here on is still to be copied. */
  #kept = 0;

  constructor(json: string, options: TranscriptOptions) {
    this.#options = options;
    // A UTF-16 unit takes at most three bytes.
    const bytes = json.length * 3;
    if (source.length < bytes) source = Buffer.allocUnsafeSlow(bytes);
    this.#length = source.write(json);
  }

  /** A string, because the garbage collector is quicker with thousands of those than with buffers of their size. */
  written(): string {
    this.#copyUntil(this.#at);
    const json = target.toString('utf8', 0, this.#to);
    if (source.length > mostKept) source = Buffer.allocUnsafeSlow(mostKept);
    if (target.length > mostKept) target = Buffer.allocUnsafeSlow(mostKept);
    return json;
  }

  value(shape: Shape): void {
    switch (shape.kind) {
      case 'leaf':
        return this.#leaf(shape);
      case 'object':
        return void this.#object(shape);
      case 'list':
        return this.#list(shape);
      case 'connection':
        return this.#connection(shape);
    }
  }

  #leaf({ isInstant }: LeafShape): void {
    const from = this.#at;
    this.#skipValue();
    if (isInstant && source[from] === quote) this.#instant(from, this.#at);
  }

  /** `2026-09-14T17:30:00`, with a fraction where there is one; anything else is the scalar's to complete. */
  #instant(from: number, end: number): void {
    const isSecond = source[from + 11] === letterT && isDigit(source[end - 2]);
    if (isSecond && end - from === 21) {
      this.#replace(end - 1, end, wholeSecond);
    } else if (isSecond && source[from + 20] === point) {
      const digits = Math.min(from + 24, end - 1);
      this.#replace(digits, end, endsOfInstant[from + 24 - digits] as Buffer);
    } else {
      this.#replace(from, end, Buffer.from(JSON.stringify(DateTime.serialize(JSON.parse(source.toString('utf8', from, end))))));
    }
  }

  /** The bytes of the row's sort keys, when it has them. */
  #object(shape: ObjectShape): Range | null {
    const first = source[this.#at];
    if (first === letterN) {
      this.#leaf(plain);
      return null;
    }
    this.objects += shape.weight;
    return first === openBracket ? this.#positional(shape) : this.#named(shape);
  }

  /** An array of the columns' values, without a space but one behind each comma. */
  #positional({ columns, tail }: ObjectShape): Range | null {
    this.#copyUntil(this.#at);
    this.#at += 1;
    this.#put(openBraceBytes);
    for (let index = 0; index < columns.length; index += 1) {
      const { lead, shape } = columns[index] as Column;
      if (index > 0) this.#skipSeparator();
      this.#put(lead);
      if (shape.kind === 'leaf' && !shape.isInstant) {
        this.#scalar();
      } else {
        this.#kept = this.#at;
        this.value(shape);
        this.#copyUntil(this.#at);
      }
    }
    // Where no column was asked for there is one that says that the row exists.
    if (columns.length === 0) this.#skipValue();
    let cursor: Range | null = null;
    if (source[this.#at] === comma) {
      this.#skipSeparator();
      const from = this.#at;
      this.#expectByte(openBracket);
      this.#at = from;
      this.#skipNested();
      cursor = { from, end: this.#at };
    }
    this.#expectByte(closeBracket);
    this.#put(tail);
    this.#put(closeBraceBytes);
    this.#kept = this.#at;
    return cursor;
  }

  /** Copies a value while it is read: most of them are shorter than a call that copies. */
  #scalar(): void {
    this.#reserve(this.#length - this.#at);
    const from = source;
    const into = target;
    let at = this.#at;
    let to = this.#to;
    let byte = from[at] as number;
    if (byte === quote) {
      do {
        into[to++] = byte;
        at += 1;
        if (byte === backslash) into[to++] = from[at++] as number;
        byte = from[at] as number;
      } while (byte !== quote);
      into[to++] = quote;
      at += 1;
    } else if (byte === openBrace || byte === openBracket) {
      this.#kept = at;
      this.#skipNested();
      return this.#copyUntil(this.#at);
    } else {
      for (; byte !== comma && byte !== closeBracket && at < this.#length; byte = from[at] as number) {
        into[to++] = byte;
        at += 1;
      }
    }
    this.#at = at;
    this.#to = to;
    return undefined;
  }

  #named({ columns, tail }: ObjectShape): Range | null {
    this.#expect(openBrace);
    for (let index = 0; index < columns.length; index += 1) {
      const { lead, name, shape } = columns[index] as Column;
      const from = this.#at;
      // Rows are written without spaces; objects that SQL builds by hand have some.
      if (!this.#skip(name)) this.#expectSpaced(name);
      this.#replace(from, this.#at, lead);
      if (shape.kind === 'leaf') this.#leaf(shape);
      else this.value(shape);
    }
    return this.#rest(tail);
  }

  /** What a row has besides its columns: nothing, or its sort keys; `exists` where no column was asked for. */
  #rest(tail: Buffer): Range | null {
    let cursor: Range | null = null;
    const end = this.#at;
    this.#skipSpace();
    while (source[this.#at] !== closeBrace) {
      if (source[this.#at] === comma) this.#expect(comma);
      const name = this.#at;
      this.#skipString();
      const isCursor = nameOfCursor.equals(source.subarray(name, this.#at));
      this.#expect(colon);
      const from = this.#at;
      this.#skipValue();
      if (isCursor) cursor = { from, end: this.#at };
      this.#skipSpace();
    }
    if (this.#at > end || tail.length > 0) this.#replace(end, this.#at, tail);
    this.#at += 1;
    return cursor;
  }

  #list({ items }: ListShape): void {
    this.#expect(openBracket);
    for (let index = 0; source[this.#at] !== closeBracket; index += 1) {
      if (index > 0) this.#expect(comma);
      this.#object(items);
      this.#skipSpace();
    }
    this.#at += 1;
  }

  #connection(shape: ConnectionShape): void {
    const { frame, parts, nodes } = shape;
    this.objects += shape.weight;
    const page = this.#pageOf(shape);
    this.#copyUntil(this.#at);
    const start = this.#to;
    if (frame !== null) this.#put(frame.lead);
    let nodesEnd = start;
    let total: Range | null = null;
    const isPositional = source[this.#at] === openBracket;
    this.#expect(isPositional ? openBracket : openBrace);
    for (let index = 0; source[this.#at] !== (isPositional ? closeBracket : closeBrace); index += 1) {
      if (index > 0) this.#expect(comma);
      const part = isPositional ? shape.read[index] : this.#partName();
      const from = this.#at;
      if (part === 'nodes') {
        this.#kept = from;
        this.#nodes(nodes, page);
        nodesEnd = this.#to;
      } else {
        this.#skipValue();
        if (part === 'until') this.#bound(from, this.#at);
        else total = { from, end: this.#at };
      }
      this.#skipSpace();
    }
    this.#at += 1;
    this.#kept = this.#at;
    if (frame !== null) this.#put(frame.tail);
    else this.#arrange(start, nodesEnd, total, parts, page);
  }

  #partName(): ConnectionShape['read'][number] {
    const from = this.#at;
    this.#skipString();
    const name = source.subarray(from, this.#at);
    this.#expect(colon);
    return nameOfUntil.equals(name) ? 'until' : source[from + 1] === letterN ? 'nodes' : 'totalCount';
  }

  /** The page's size matters only where it is asked what comes before and after it. */
  #pageOf({ field, parts }: ConnectionShape): PageOfRows {
    if (!parts.some(({ kind }) => kind === 'pageInfo')) return { size: Infinity, hasPrevious: false, rows: 0, first: null, last: null };
    const { size, after, offset } = readPage(field.argumentsIn(this.#options.variables), this.#options.pageLimit);
    return { size, hasPrevious: after !== null || offset > 0, rows: 0, first: null, last: null };
  }

  /** Nodes are written first; what else is asked for goes around them. */
  #arrange(start: number, nodesEnd: number, total: Range | null, parts: readonly ConnectionPart[], page: PageOfRows): void {
    const [before, after] = [[], []] as [Buffer[], Buffer[]];
    let into = before;
    parts.forEach((part, index) => {
      into.push(index === 0 ? part.name : Buffer.concat([commaBytes, part.name]));
      if (part.kind === 'nodes') into = after;
      else if (part.kind === 'constant') into.push(part.value);
      else if (part.kind === 'totalCount') into.push(total === null ? empty : source.subarray(total.from, total.end));
      else if (part.kind === 'pageInfo') into.push(this.#pageInfo(part.fields, page));
    });
    const lead = Buffer.concat([openBraceBytes, ...before]);
    this.#reserve(lead.length);
    target.copyWithin(start + lead.length, start, nodesEnd);
    lead.copy(target, start);
    this.#to = nodesEnd + lead.length;
    this.#put(Buffer.concat([...after, closeBraceBytes]));
  }

  /** Rows beyond the page only say that there is a next one. */
  #nodes(nodes: ObjectShape | null, page: PageOfRows): void {
    const start = this.#to;
    this.#expect(openBracket);
    while (source[this.#at] !== closeBracket) {
      const end = this.#at;
      const { objects } = this;
      // The one row beyond the page is not shown.
      if (page.rows === page.size) this.#copyUntil(end);
      const to = this.#to;
      if (page.rows > 0) this.#expect(comma);
      const cursor = this.#object(nodes ?? nothing);
      page.rows += 1;
      if (page.rows > page.size) {
        this.#to = to;
        this.#kept = this.#at;
        this.objects = objects;
      } else if (cursor !== null) {
        page.first ??= cursor;
        page.last = cursor;
      }
      this.#skipSpace();
    }
    this.#at += 1;
    this.#copyUntil(this.#at);
    if (nodes === null) this.#to = start;
  }

  #pageInfo(fields: readonly PageInfoField[], { rows, size, hasPrevious, first, last }: PageOfRows): Buffer {
    const values = {
      hasNextPage: rows > size,
      hasPreviousPage: hasPrevious,
      startCursor: this.#cursor(first),
      endCursor: this.#cursor(last),
      __typename: 'PageInfo',
    };
    return Buffer.from(`{${fields.map(({ responseKey, name }) => `${JSON.stringify(responseKey)}:${JSON.stringify(values[name])}`).join()}}`);
  }

  #cursor(keys: Range | null): string | null {
    return keys === null ? null : encodeCursor(JSON.parse(source.toString('utf8', keys.from, keys.end)) as CursorValue[]);
  }

  #bound(from: number, end: number): void {
    const until = Number(source.toString('latin1', from, end));
    if (!Number.isNaN(until)) this.until = Math.min(this.until, until);
  }

  /** Past a byte that must be next, and the space around it. */
  #expect(byte: number): void {
    this.#skipSpace();
    this.#expectByte(byte);
    this.#skipSpace();
  }

  /** Past a byte that must be next. */
  #expectByte(byte: number): void {
    if (source[this.#at] !== byte) throw new ShapeMismatch(`Look-ahead JSON has no ${String.fromCharCode(byte)} at ${this.#at}.`);
    this.#at += 1;
  }

  /** Past the comma between two values of an array, and the space that PostgreSQL writes behind it. */
  #skipSeparator(): void {
    this.#expectByte(comma);
    if (source[this.#at] === space) this.#at += 1;
  }

  /** Past these bytes, if they are next. */
  #skip(expected: Buffer): boolean {
    const bytes = source;
    const from = this.#at;
    const { length } = expected;
    for (let index = 0; index < length; index += 1) if (bytes[from + index] !== expected[index]) return false;
    this.#at = from + length;
    return true;
  }

  /** Past a column's name, its comma and colon, with space around them. */
  #expectSpaced(name: Buffer): void {
    const text = name.toString();
    if (text.startsWith(',')) this.#expect(comma);
    if (!this.#skip(Buffer.from(text.slice(text.indexOf('"'), -1)))) throw new ShapeMismatch(`Look-ahead JSON has no ${text} at ${this.#at}.`);
    this.#expect(colon);
  }

  /** PostgreSQL writes a space around some of its commas and colons, and a line end between items. */
  #skipSpace(): void {
    const bytes = source;
    let at = this.#at;
    while ((bytes[at] as number) <= space && at < this.#length) at += 1;
    this.#at = at;
  }

  #skipValue(): void {
    const first = source[this.#at];
    if (first === quote) return this.#skipString();
    if (first === openBrace || first === openBracket) return this.#skipNested();
    let at = this.#at;
    for (let byte = source[at] as number; byte !== comma && byte !== closeBrace && byte !== closeBracket && byte > space && at < this.#length; byte = source[at] as number) at += 1;
    this.#at = at;
  }

  #skipString(): void {
    const bytes = source;
    let at = this.#at + 1;
    for (let byte = bytes[at]; byte !== quote; byte = bytes[at]) at += byte === backslash ? 2 : 1;
    this.#at = at + 1;
  }

  #skipNested(): void {
    let depth = 0;
    do {
      const byte = source[this.#at];
      if (byte === quote) {
        this.#skipString();
        continue;
      }
      if (byte === openBrace || byte === openBracket) depth += 1;
      else if (byte === closeBrace || byte === closeBracket) depth -= 1;
      this.#at += 1;
    } while (depth > 0 && this.#at < this.#length);
  }

  /** Writes other bytes in place of those of the source. */
  #replace(from: number, end: number, bytes: Buffer): void {
    this.#copyUntil(from);
    this.#put(bytes);
    this.#kept = end;
  }

  /** Short runs are copied by hand: a call costs more than they do. */
  #copyUntil(end: number): void {
    const from = this.#kept;
    this.#kept = end;
    if (end <= from) return;
    this.#reserve(end - from);
    if (end - from > 60) {
      source.copy(target, this.#to, from, end);
      this.#to += end - from;
      return;
    }
    let to = this.#to;
    for (let at = from; at < end; at += 1) target[to++] = source[at] as number;
    this.#to = to;
  }

  #put(bytes: Buffer): void {
    const { length } = bytes;
    this.#reserve(length);
    let to = this.#to;
    for (let at = 0; at < length; at += 1) target[to++] = bytes[at] as number;
    this.#to = to;
  }

  #reserve(bytes: number): void {
    if (this.#to + bytes <= target.length) return;
    const larger = Buffer.allocUnsafeSlow((this.#to + bytes) * 2);
    target.copy(larger, 0, 0, this.#to);
    target = larger;
  }
}

/** Bytes of the source. */
interface Range {
  readonly from: number;
  readonly end: number;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= zero + 9;
}

interface PageOfRows {
  readonly size: number;
  readonly hasPrevious: boolean;
  rows: number;
  /** Sort keys of the first and the last node, where they were read. */
  first: Range | null;
  last: Range | null;
}

const plain: LeafShape = { kind: 'leaf', isInstant: false };
const nothing: ObjectShape = { kind: 'object', weight: 0, columns: [], tail: empty };
const wholeSecond = Buffer.from('.000Z"');
/** By the digits that a fraction of milliseconds lacks. */
const endsOfInstant = ['Z"', '0Z"', '00Z"', '000Z"'].map((text) => Buffer.from(text));
const commaBytes = Buffer.from(',');
const openBraceBytes = Buffer.from('{');
const closeBraceBytes = Buffer.from('}');
