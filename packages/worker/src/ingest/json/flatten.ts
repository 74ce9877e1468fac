import type { SourceValue } from "../load/value-file.ts";
import { LongNumber } from "./exact-parse.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof LongNumber);

/** Deeper objects than this stay JSON: nobody reads a column named with nine dots. */
const MAX_DEPTH = 5;
export const MAX_COLUMNS = 2_000;

/** Columns in the order in which they first appear; nested objects become "a.b". */
export class FlatColumns {
  readonly names: string[] = [];
  readonly #index = new Map<string, number>();
  readonly #isFlattening: boolean;

  constructor(isFlattening: boolean) {
    this.#isFlattening = isFlattening;
  }

  toRow(record: unknown): SourceValue[] {
    const row: SourceValue[] = [];
    if (isObject(record)) this.#spread(record, "", 1, row);
    else this.#set("value", record, row);
    return row;
  }

  #spread(object: JsonObject, prefix: string, depth: number, row: SourceValue[]): void {
    for (const [key, value] of Object.entries(object)) {
      const name = prefix + key;
      const isNested = this.#isFlattening && depth < MAX_DEPTH && isObject(value) && Object.keys(value).length > 0;
      if (isNested) this.#spread(value, `${name}.`, depth + 1, row);
      else this.#set(name, value, row);
    }
  }

  #set(name: string, value: unknown, row: SourceValue[]): void {
    let index = this.#index.get(name);
    if (index === undefined) {
      index = this.names.length;
      if (index >= MAX_COLUMNS) throw new TooManyColumnsError();
      this.#index.set(name, index);
      this.names.push(name);
    }
    row[index] = toSourceValue(value);
  }
}

export class TooManyColumnsError extends Error {
  constructor() {
    super(`The records have more than ${MAX_COLUMNS} different fields.`);
    this.name = "TooManyColumnsError";
  }
}

function toSourceValue(value: unknown): SourceValue {
  if (value instanceof LongNumber) return BigInt(value.digits);
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "object" ? plain(value) : null;
}

/** Long numbers inside a value that stays JSON can only be text there. */
const plain = (value: object): object =>
  JSON.parse(JSON.stringify(value, (_key, part: unknown) => (part instanceof LongNumber ? part.digits : part)));
