import { ALIGNMENT_FEATURES } from "./alignment-features.ts";
import { RANK_FEATURES } from "./rank-input.ts";

/** How many of the first readings are looked at again. */
export const SECOND_LOOK = 12;

/** What is known of one reading by itself. */
export const OWN_FEATURES: readonly string[] = [...RANK_FEATURES, ...ALIGNMENT_FEATURES];

/** Numbers that say more beside those of the reading ranked first; kinds of rules and forms do not. */
const COMPARED: readonly number[] = OWN_FEATURES.flatMap((name, i) => (/^(form|rule):/.test(name) ? [] : [i]));

/** Names of the numbers that the second look goes by, in order. */
export const SECOND_FEATURES: readonly string[] = [
  ...OWN_FEATURES,
  "second:margin",
  "second:chance",
  "second:place",
  ...COMPARED.map((i) => `beside:${OWN_FEATURES[i] ?? ""}`),
];

/** One of the first readings: its own numbers, and the scores it came with. */
export interface Looked {
  /** In the order of RANK_FEATURES, then of ALIGNMENT_FEATURES. */
  readonly own: ArrayLike<number>;
  readonly score: number;
}

/** Rows for the trees, one for each of a question's first readings, best first. */
export function secondRows(looked: readonly Looked[]): Float32Array[] {
  const [first] = looked;
  if (!first) return [];
  const weights = looked.map(({ score }) => Math.exp(score - first.score));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const width = OWN_FEATURES.length;
  return looked.map(({ own, score }, place) => {
    const row = new Float32Array(SECOND_FEATURES.length);
    for (let i = 0; i < width; i++) row[i] = own[i] ?? 0;
    row[width] = score - first.score;
    row[width + 1] = (weights[place] ?? 0) / all;
    row[width + 2] = place;
    COMPARED.forEach((i, k) => {
      row[width + 3 + k] = (own[i] ?? 0) - (first.own[i] ?? 0);
    });
    return row;
  });
}

/** Scores with what the trees gave to the readings at `places` added; no other reading passes those. */
export function addSecond(
  scores: Float64Array,
  places: readonly number[],
  given: readonly number[],
): Float64Array {
  const again = Float64Array.from(scores);
  places.forEach((place, i) => {
    again[place] = (scores[place] ?? 0) + (given[i] ?? 0);
  });
  const least = Math.min(...places.map((place) => again[place] ?? 0));
  const isLooked = new Set(places);
  return again.map((score, i) => (isLooked.has(i) ? score : Math.min(score, least - 1e-6)));
}
