import {
  CALIBRATION_INPUTS,
  type Calibration,
  calibrationInputs,
  FIT_NUMBERS,
  interpolate,
  PARTS,
  RANK_FEATURES,
  type ReadingFacts,
  rawChance,
} from "@parlance/engine/training";
import { BOOST_OPTIONS, type BoostOptions, boostTrees, type Table } from "./boost-trees.ts";
import type { Packed } from "./packed.ts";

/** A question as the finished engine would meet it: scored by a ranker that never saw its database. */
export interface Judged {
  readonly question: number;
  readonly fold: number;
  readonly scores: Float64Array;
  /** What the calibration looks at; undefined where there is no reading. */
  readonly inputs: Float32Array | undefined;
  readonly isRight: boolean;
}

export function judged(packed: Packed, question: number, fold: number, scores: Float64Array): Judged {
  const first = packed.rowStart[question] ?? 0;
  const best = scores.reduce((most, score, i) => (score > (scores[most] ?? 0) ? i : most), 0);
  return {
    question,
    fold,
    scores,
    inputs: calibrationInputs(
      scores,
      (index) => factsOf(packed, first + index),
      (index) => fitOf(packed, first + index),
    ),
    isRight: scores.length > 0 && packed.isRight[first + best] === 1,
  };
}

function factsOf(packed: Packed, row: number): ReadingFacts {
  const dense = new Float64Array(RANK_FEATURES.length);
  for (let k = packed.denseStart[row] ?? 0; k < (packed.denseStart[row + 1] ?? 0); k++)
    dense[packed.denseAt[k] ?? 0] = packed.dense[k] ?? 0;
  const parts = packed.parts.subarray(row * PARTS.length, (row + 1) * PARTS.length);
  return { dense, cost: packed.cost[row] ?? 0, parts };
}

const fitOf = (packed: Packed, row: number): Float32Array =>
  packed.fit.subarray(row * FIT_NUMBERS.length, (row + 1) * FIT_NUMBERS.length);

export interface Fitted {
  readonly calibration: Calibration;
  /** Of each item, from trees that never saw its fold: what the finished engine would say of a new database. */
  readonly confidences: readonly number[];
}

/**
 * Boosted trees over the ranker's certainty and the best reading's make, then isotonic regression. Trees that judge the
 * databases they were grown on flatter themselves, so the staircase, the thresholds and all figures come from trees grown
 * without the item's fold. Thresholds are chosen over the items that tell: questions made from templates are nearly all
 * right, and with them among the rest the threshold of "answer" would sink until questions of people are answered wrongly.
 */
export function fitCalibration(
  items: readonly Judged[],
  isTelling: (item: Judged) => boolean = () => true,
  options: BoostOptions = BOOST_OPTIONS,
): Fitted {
  const usable = items.filter((item) => item.inputs !== undefined);
  const rawOf = new Map<Judged, number>();
  for (const fold of new Set(usable.map((item) => item.fold))) {
    const grown = boostTrees(tableOf(usable.filter((item) => item.fold !== fold)), options);
    for (const item of usable) if (item.fold === fold && item.inputs) rawOf.set(item, rawChance(grown, item.inputs));
  }
  const raw = usable.map((item) => rawOf.get(item) ?? 0);
  const knots = isotonicKnots(
    raw,
    usable.map((item) => (item.isRight ? 1 : 0)),
  );
  const confidences = items.map((item) => (item.inputs ? interpolate(knots, rawOf.get(item) ?? 0) : 0));
  const telling = items.flatMap((item, i) => (item.inputs && isTelling(item) ? [i] : []));
  const calibration = {
    inputs: CALIBRATION_INPUTS,
    ...boostTrees(tableOf(usable), options),
    knots,
    thresholds: chooseThresholds(
      telling.map((i) => confidences[i] ?? 0),
      telling.map((i) => (items[i]?.isRight === true ? 1 : 0)),
    ),
  };
  return { calibration, confidences };
}

function tableOf(items: readonly Judged[]): Table {
  const width = CALIBRATION_INPUTS.length;
  const values = new Float32Array(items.length * width);
  items.forEach((item, row) => {
    values.set(item.inputs ?? [], row * width);
  });
  return { width, values, labels: Uint8Array.from(items, (item) => (item.isRight ? 1 : 0)) };
}

const round = (value: number): number => Number(value.toPrecision(5));

const MIN_IN_STEP = 60;

/** Pool adjacent violators over steps of equal size: a rising staircase, given by the middles of its steps. */
function isotonicKnots(raw: readonly number[], labels: readonly number[]): [number, number][] {
  const order = raw.map((_, i) => i).sort((a, b) => (raw[a] ?? 0) - (raw[b] ?? 0));
  const steps: { x: number; right: number; count: number }[] = [];
  for (let from = 0; from < order.length; from += MIN_IN_STEP) {
    const chunk = order.slice(from, from + MIN_IN_STEP);
    steps.push({
      x: chunk.reduce((sum, i) => sum + (raw[i] ?? 0), 0),
      right: chunk.reduce((sum, i) => sum + (labels[i] ?? 0), 0),
      count: chunk.length,
    });
    for (;;) {
      const last = steps.at(-1);
      const previous = steps.at(-2);
      if (!last || !previous || previous.right / previous.count <= last.right / last.count) break;
      steps.splice(-2, 2, {
        x: previous.x + last.x,
        right: previous.right + last.right,
        count: previous.count + last.count,
      });
    }
  }
  return steps.map((step) => [round(step.x / step.count), round(step.right / step.count)]);
}

/** The share right among all answered at this threshold or above. */
const ANSWER_PRECISION = 0.93;
const CONFIRM_AT = 0.5;
const ASK_AT = 0.25;

function chooseThresholds(calibrated: readonly number[], labels: readonly number[]): Calibration["thresholds"] {
  const order = calibrated.map((_, i) => i).sort((a, b) => (calibrated[b] ?? 0) - (calibrated[a] ?? 0));
  let right = 0;
  let answer = 1;
  order.forEach((index, rank) => {
    right += labels[index] ?? 0;
    if (right / (rank + 1) >= ANSWER_PRECISION) answer = calibrated[index] ?? 1;
  });
  return { answer: round(Math.max(answer, CONFIRM_AT)), confirm: CONFIRM_AT, ask: ASK_AT };
}
