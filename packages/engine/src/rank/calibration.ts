import { inOrder } from "./less-costs.ts";
import { RANK_FEATURES } from "./rank-input.ts";
import { softmax } from "./ranker.ts";
import { PARTS } from "./reading-parts.ts";
import { sumOfTrees, type Trees } from "./trees.ts";
import { FIT_NUMBERS } from "./word-fit.ts";

/** Turns scores into the chance that the first reading is right; fitted on databases the ranker had not seen. */
export interface Calibration {
  /** What the trees look at, in their order. */
  readonly inputs: readonly string[];
  readonly trees: Trees;
  /** Log-odds before any tree. */
  readonly bias: number;
  /** Rising pairs (raw chance, observed share right), joined by straight lines. */
  readonly knots: readonly (readonly [number, number])[];
  readonly thresholds: VerdictThresholds;
}

export interface VerdictThresholds {
  readonly answer: number;
  readonly confirm: number;
  readonly ask: number;
}

/** What is known of one reading beside its score. */
export interface ReadingFacts {
  /** In the order of RANK_FEATURES. */
  readonly dense: ArrayLike<number>;
  readonly cost: number;
  /** In the order of PARTS. */
  readonly parts: ArrayLike<number>;
}

/** Readings behind these have next to no share in the chances. */
const LOOKED_AT = 12;
const GAPS = [1, 2, 4, 9, 19] as const;
const HAND_SCORE = RANK_FEATURES.indexOf("handScore");
/** Parts that may differ while the same is said: the tables on the way, and how many columns there are. */
const SAYING = PARTS.flatMap((part, i) => (part === "tables" || part === "columns" ? [] : [i]));
const NO_RIVAL = 20;

/** Names of the numbers that calibrationInputs gives, in order. */
export const CALIBRATION_INPUTS: readonly string[] = [
  "score",
  "chance",
  "lead",
  "entropy",
  ...GAPS.map((place) => `gap:${place}`),
  "readings",
  "cost",
  "handLead",
  ...PARTS.map((part) => `agreed:${part}`),
  "agreed",
  "rivalGap",
  ...RANK_FEATURES,
  ...FIT_NUMBERS,
];

const clip = (p: number): number => Math.max(1e-4, Math.min(1 - 1e-4, p));

/**
 * How far the first reading stands out, how far the others that are likely agree with it part by part, what it is made
 * of, and how it fits the words: `fitOf` is asked for that reading alone. Undefined without readings.
 */
export function calibrationInputs(
  scores: Float64Array,
  factsOf: (index: number) => ReadingFacts,
  fitOf: (index: number) => ArrayLike<number>,
): Float32Array | undefined {
  const order = inOrder(scores);
  const [best] = order;
  if (best === undefined) return undefined;
  const first = factsOf(best);
  const chances = softmax(scores);
  const chance = clip(chances[best] ?? 0);
  const gap = (index: number | undefined): number =>
    index === undefined ? NO_RIVAL : (scores[best] ?? 0) - (scores[index] ?? 0);
  const others = order.slice(1, LOOKED_AT).map((index) => ({ index, facts: factsOf(index) }));
  const agreed = (parts: readonly number[]): number =>
    others.reduce(
      (sum, { facts, index }) => (agreeIn(parts, facts, first) ? sum + (chances[index] ?? 0) : sum),
      chances[best] ?? 0,
    );
  const rival = others.find(({ facts }) => !agreeIn(SAYING, facts, first));
  const handOf = ({ dense }: ReadingFacts): number => dense[HAND_SCORE] ?? 0;
  const numbers = [
    scores[best] ?? 0,
    Math.log(chance / (1 - chance)),
    chance - (chances[order[1] ?? -1] ?? 0),
    chances.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0),
    ...GAPS.map((place) => gap(order[Math.min(place, order.length - 1)])),
    order.length,
    first.cost,
    handOf(first) - others.reduce((most, { facts }) => Math.max(most, handOf(facts)), -NO_RIVAL),
    ...PARTS.map((_, part) => agreed([part])),
    agreed(SAYING),
    gap(rival?.index),
  ];
  const fit = fitOf(best);
  for (let i = 0; i < first.dense.length; i += 1) numbers.push(first.dense[i] ?? 0);
  for (let i = 0; i < fit.length; i += 1) numbers.push(fit[i] ?? 0);
  return new Float32Array(numbers);
}

const agreeIn = (parts: readonly number[], one: ReadingFacts, other: ReadingFacts): boolean =>
  parts.every((part) => one.parts[part] === other.parts[part]);

export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** The chance that the trees give, not yet held against what was observed. */
export const rawChance = ({ bias, trees }: Pick<Calibration, "bias" | "trees">, inputs: Float32Array): number =>
  sigmoid(bias + sumOfTrees(trees, inputs));

export const confidenceOf = (calibration: Calibration, inputs: Float32Array | undefined): number =>
  inputs === undefined ? 0 : interpolate(calibration.knots, rawChance(calibration, inputs));

export function interpolate(knots: Calibration["knots"], x: number): number {
  let [lowX, lowY] = knots[0] ?? [0, x];
  if (x <= lowX) return lowY;
  for (const [highX, highY] of knots) {
    if (x <= highX) return highX === lowX ? highY : lowY + ((x - lowX) / (highX - lowX)) * (highY - lowY);
    [lowX, lowY] = [highX, highY];
  }
  return lowY;
}
