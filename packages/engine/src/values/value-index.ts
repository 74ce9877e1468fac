import type { ColumnValues } from "@parlance/core";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";
import { normalize } from "../text/normalize.ts";
import { stem } from "../text/stem.ts";
import { listedPieces, type Piece } from "./listed-pieces.ts";

export interface Posting {
  readonly column: ColumnModel;
  /** Exactly as stored. */
  readonly literal: string;
  readonly count: number;
  /** A member of the lists that the column's cells hold; cells that hold it beside others count as well. */
  readonly piece?: Piece;
}

/** From what people write to what is stored. Built once per catalog version. */
export interface ValueIndex {
  readonly exact: ReadonlyMap<string, readonly Posting[]>;
  readonly stemmed: ReadonlyMap<string, readonly Posting[]>;
  /** Values without the small words inside them: "not qualify" for "Did not qualify". */
  readonly loose: ReadonlyMap<string, readonly Posting[]>;
  /** One word of a longer value: "Bob" in "Bob Smith". */
  readonly byWord: ReadonlyMap<string, readonly Posting[]>;
  /** Words of values by first letter, for spelling mistakes. */
  readonly vocabulary: ReadonlyMap<string, readonly string[]>;
  readonly maxWords: number;
}

const SMALL_WORDS = new Set("a an the do does did is are was were has have had".split(" "));

/** The text without articles and auxiliaries, where two words and more are left. */
export function looseKey(key: string): string | undefined {
  if (!key.includes(" ")) return undefined;
  const words = key.split(" ").filter((word) => !SMALL_WORDS.has(word));
  return words.length < 2 ? undefined : words.join(" ");
}

const NO_PIECES: ReadonlyMap<string, Piece> = new Map();
const MAX_WORDS = 8;
const MAX_POSTINGS = 40;
const MAX_VALUES_PER_COLUMN = 50_000;

export function buildValueIndex(schema: SchemaModel, values: readonly ColumnValues[]): ValueIndex {
  const columns = new Map(
    schema.columns.map((column) => [`${column.table.name}\u0000${column.name}`.toLowerCase(), column]),
  );
  const exact = new Map<string, Posting[]>();
  const stemmed = new Map<string, Posting[]>();
  const loose = new Map<string, Posting[]>();
  const byWord = new Map<string, Posting[]>();
  let maxWords = 1;
  for (const list of values) {
    const column = columns.get(`${list.table}\u0000${list.column}`.toLowerCase());
    if (!column) continue;
    const pieces = column.type === "text" && !column.isPrimary ? listedPieces(list) : NO_PIECES;
    for (const [key, piece] of pieces) {
      const posting = { column, literal: piece.text, count: 1, piece };
      push(exact, key, posting);
      const stems = key.split(" ").map(stem).join(" ");
      if (stems !== key) push(stemmed, stems, posting);
    }
    for (const { value, count } of list.values.slice(0, MAX_VALUES_PER_COLUMN)) {
      const key = normalize(value);
      if (pieces.has(key)) continue;
      const words = key === "" ? [] : key.split(" ");
      if (words.length === 0 || words.length > MAX_WORDS) continue;
      maxWords = Math.max(maxWords, words.length);
      const posting = { column, literal: value, count };
      push(exact, key, posting);
      const stems = words.map(stem).join(" ");
      if (stems !== key) push(stemmed, stems, posting);
      const short = looseKey(key);
      if (short !== undefined && short !== key) push(loose, short, posting);
      if (words.length > 1) for (const word of new Set(words)) if (word.length > 2) push(byWord, word, posting);
    }
  }
  return { exact, stemmed, loose, byWord, vocabulary: vocabularyOf([...exact.keys()]), maxWords };
}

function push(map: Map<string, Posting[]>, key: string, posting: Posting): void {
  const list = map.get(key);
  if (!list) map.set(key, [posting]);
  else if (list.length < MAX_POSTINGS) list.push(posting);
}

function vocabularyOf(keys: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const vocabulary = new Map<string, Set<string>>();
  for (const key of keys) {
    if (key.length < 4 || key.length > 24 || /\d/.test(key)) continue;
    const first = key.charAt(0);
    const set = vocabulary.get(first) ?? new Set<string>();
    set.add(key);
    vocabulary.set(first, set);
  }
  return new Map([...vocabulary].map(([first, set]) => [first, [...set]]));
}
