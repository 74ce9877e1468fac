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
/** By relation letter: synonym, derived form, attribute of an adjective, one step up. */
const RELATION_WEIGHTS: Readonly<Record<string, number>> = { s: 0.5, d: 0.6, a: 0.5, h: 0.35 };
const MIN_WEIGHT = 0.3;

let known: ReadonlyMap<string, readonly Kin[]> | undefined;

/** For a stem, the stems it is kin to; curated pairs first, then WordNet's. Built on first use (about 100 ms). */
export function kinOf(word: string): readonly Kin[] {
  known ??= buildKin();
  return known.get(word) ?? [];
}

function buildKin(): ReadonlyMap<string, readonly Kin[]> {
  const kin = new Map<string, Map<string, number>>();
  const add = (from: string, to: string, weight: number): void => {
    if (from === to) return;
    const list = kin.get(from) ?? new Map<string, number>();
    list.set(to, Math.max(list.get(to) ?? 0, weight));
    kin.set(from, list);
  };
  for (const line of wordnet.relations.split("\n")) addLine(line, add);
  for (const [word, others] of SYNONYMS) for (const other of others) add(stem(word), stem(other), CURATED_WEIGHT);
  return new Map([...kin].map(([from, list]) => [from, [...list].map(([to, weight]) => ({ stem: to, weight }))]));
}

function addLine(line: string, add: (from: string, to: string, weight: number) => void): void {
  const split = line.indexOf("=");
  const word = line.slice(0, split);
  if (split < 0 || word.includes(" ")) return;
  const from = stem(word);
  for (const pair of line.slice(split + 1).split(",")) {
    const [other = "", relation = ""] = pair.split(":");
    if (other.includes(" ")) continue;
    const strength = Number(relation.slice(1)) / 10;
    const weight = (RELATION_WEIGHTS[relation.charAt(0)] ?? 0) * (0.6 + 0.5 * strength);
    if (weight < MIN_WEIGHT) continue;
    const to = stem(other);
    add(from, to, weight);
    add(to, from, weight);
  }
}
