import wordnet from "../../data/wordnet-relations.json" with { type: "json" };
import { stem } from "../text/stem.ts";
import { SYNONYMS } from "./synonyms.ts";

/** A word of the schema that another word may stand for, as stems. */
export interface Kin {
  readonly stem: string;
  /** 0 to 1: how much of a full match this is worth. */
  readonly weight: number;
}

const CURATED_WEIGHT = 0.75;
/**
 * By relation letter (synonym, derived form, attribute of an adjective, one step up): what a relation is worth at
 * least, and how much more when the shared sense is the usual one of both words. Two words whose first senses are one
 * ("aerodrome", "airport") are nearly as good as a pair of our own.
 */
const RELATION_WEIGHTS: Readonly<Record<string, readonly [least: number, more: number]>> = {
  s: [0.27, 0.38],
  d: [0.36, 0.3],
  a: [0.3, 0.25],
  h: [0.21, 0.175],
};
const MIN_WEIGHT = 0.3;

const known = new Map<string, readonly Kin[]>();

/** For a stem, the stems it is kin to; curated pairs first, then WordNet's. */
export function kinOf(word: string): readonly Kin[] {
  const found = known.get(word) ?? readKin(word);
  known.set(word, found);
  return found;
}

function readKin(word: string): readonly Kin[] {
  const weights = new Map<string, number>();
  for (const { stem: other, weight } of wordnetKin(word)) weights.set(other, weight);
  curated ??= readCurated();
  for (const other of curated.get(word) ?? []) weights.set(other, Math.max(CURATED_WEIGHT, weights.get(other) ?? 0));
  return [...weights].map(([other, weight]) => ({ stem: other, weight }));
}

let curated: ReadonlyMap<string, ReadonlySet<string>> | undefined;

function readCurated(): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = new Map<string, Set<string>>();
  for (const [word, others] of SYNONYMS) {
    const from = stem(word);
    const list = pairs.get(from) ?? new Set<string>();
    for (const other of others) if (stem(other) !== from) list.add(stem(other));
    pairs.set(from, list);
  }
  return pairs;
}

let lines: readonly string[] | undefined;

/** The compiled file is sorted by stem: one binary search a word, and no table to build at the start. */
function wordnetKin(word: string): Kin[] {
  lines ??= wordnet.relations.split("\n");
  const key = `${word}=`;
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keyOf(lines[middle] ?? "") < key) low = middle + 1;
    else high = middle;
  }
  const line = lines[low] ?? "";
  return line.startsWith(key) ? line.slice(key.length).split(",").flatMap(parseKin) : [];
}

/** The stem with its "=", by which the file is sorted and searched. */
const keyOf = (line: string): string => line.slice(0, line.indexOf("=") + 1);

function parseKin(entry: string): Kin[] {
  const [other = "", relation = ""] = entry.split(":");
  const strength = Number(relation.slice(1)) / 10;
  const [least, more] = RELATION_WEIGHTS[relation.charAt(0)] ?? [0, 0];
  const weight = least + more * strength;
  return weight < MIN_WEIGHT ? [] : [{ stem: other, weight }];
}
