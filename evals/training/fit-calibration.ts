import { type Calibration, calibrationInputs, interpolate, RANK_FEATURES } from "@parlance/engine/training";
import type { Packed } from "./packed.ts";

/** A question as the finished engine would meet it: scored by a ranker that never saw its database. */
export interface Judged {
  readonly question: number;
  readonly scores: Float64Array;
  /** Dense features of the first candidate. */
  readonly best: readonly number[];
  readonly isRight: boolean;
}

const PASSES = 25;
const RIDGE = 2;

export function judged(packed: Packed, question: number, scores: Float64Array): Judged {
  const first = packed.rowStart[question] ?? 0;
  const row = first + scores.reduce((best, score, i) => (score > (scores[best] ?? 0) ? i : best), 0);
  const best = new Array<number>(RANK_FEATURES.length).fill(0);
  if (scores.length > 0) {
    for (let k = packed.denseStart[row] ?? 0; k < (packed.denseStart[row + 1] ?? 0); k++) {
      best[packed.denseAt[k] ?? 0] = packed.dense[k] ?? 0;
    }
  }
  return { question, scores, best, isRight: scores.length > 0 && packed.isRight[row] === 1 };
}

/**
 * Logistic regression over the ranker's certainty and the best candidate's features, then isotonic regression. Thresholds
 * are chosen over the items that tell: questions made from templates are nearly all right, and with them among the rest
 * the threshold of "answer" would sink until questions of people are answered wrongly.
 */
export function fitCalibration(
  items: readonly Judged[],
  isTelling: (item: Judged) => boolean = () => true,
): Calibration {
  const usable = items.filter((item) => item.scores.length > 0);
  const inputs = RANK_FEATURES.map((_, index) => index);
  const rows = usable.map((item) => calibrationInputs(item.scores, item.best, inputs));
  const labels = usable.map((item) => (item.isRight ? 1 : 0));
  const { weights, bias } = fitLogistic(rows, labels);
  const raw = rows.map((row) => sigmoid(row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias)));
  const knots = isotonicKnots(raw, labels);
  const isTold = usable.map(isTelling);
  const calibrated = raw.map((p) => interpolate(knots, p));
  return {
    inputs,
    weights: weights.map(round),
    bias: round(bias),
    knots,
    thresholds: chooseThresholds(
      calibrated.filter((_, i) => isTold[i]),
      labels.filter((_, i) => isTold[i]),
    ),
  };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const round = (value: number): number => Number(value.toPrecision(5));

/** Gradient descent on standardised columns; folded back so that the caller sees plain inputs. */
function fitLogistic(rows: readonly number[][], labels: readonly number[]): { weights: number[]; bias: number } {
  const width = rows[0]?.length ?? 0;
  const mean = Array.from({ length: width }, (_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length);
  const deviation = mean.map((m, i) =>
    Math.sqrt(rows.reduce((sum, row) => sum + ((row[i] ?? 0) - m) ** 2, 0) / rows.length),
  );
  const scaled = rows.map((row) =>
    row.map((value, i) => ((deviation[i] ?? 0) > 1e-6 ? (value - (mean[i] ?? 0)) / (deviation[i] ?? 1) : 0)),
  );
  const weights = new Array<number>(width).fill(0);
  let bias = 0;
  for (let pass = 0; pass < PASSES * 20; pass++) {
    const gradient = new Array<number>(width).fill(0);
    let gBias = 0;
    scaled.forEach((row, n) => {
      const error = sigmoid(row.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), bias)) - (labels[n] ?? 0);
      for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + error * (row[i] ?? 0);
      gBias += error;
    });
    for (let i = 0; i < width; i++) {
      weights[i] = (weights[i] ?? 0) - (((gradient[i] ?? 0) + RIDGE * (weights[i] ?? 0)) / rows.length) * 0.5;
    }
    bias -= (gBias / rows.length) * 0.5;
  }
  const plain = weights.map((weight, i) => ((deviation[i] ?? 0) > 1e-6 ? weight / (deviation[i] ?? 1) : 0));
  return { weights: plain, bias: bias - plain.reduce((sum, weight, i) => sum + weight * (mean[i] ?? 0), 0) };
}

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
const ANSWER_PRECISION = 0.915;
const CONFIRM_AT = 0.55;
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
