import type { Verdict } from "@parlance/core";
import { softmax } from "./ranker.ts";

/** Turns scores into the chance that the first reading is right; fitted on databases the ranker had not seen. */
export interface Calibration {
  /** Dense features of the first reading that enter, by position. */
  readonly inputs: readonly number[];
  /** For probability, margin, entropy, then the inputs. */
  readonly weights: readonly number[];
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

const logit = (p: number): number => Math.log(p / (1 - p));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const clip = (p: number): number => Math.max(1e-4, Math.min(1 - 1e-4, p));

/** What the calibration looks at, from the scores of one question and the dense features of its best candidate. */
export function calibrationInputs(scores: Float64Array, best: ArrayLike<number>, inputs: readonly number[]): number[] {
  const chances = [...softmax(scores)].sort((a, b) => b - a);
  const first = clip(chances[0] ?? 0);
  const entropy = chances.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  return [logit(first), first - (chances[1] ?? 0), entropy, ...inputs.map((index) => best[index] ?? 0)];
}

export function confidenceOf(calibration: Calibration, scores: Float64Array, best: ArrayLike<number>): number {
  if (scores.length === 0) return 0;
  const features = calibrationInputs(scores, best, calibration.inputs);
  const raw = features.reduce((sum, value, i) => sum + value * (calibration.weights[i] ?? 0), calibration.bias);
  return interpolate(calibration.knots, sigmoid(raw));
}

export function interpolate(knots: Calibration["knots"], x: number): number {
  let [lowX, lowY] = knots[0] ?? [0, x];
  if (x <= lowX) return lowY;
  for (const [highX, highY] of knots) {
    if (x <= highX) return highX === lowX ? highY : lowY + ((x - lowX) / (highX - lowX)) * (highY - lowY);
    [lowX, lowY] = [highX, highY];
  }
  return lowY;
}

export function verdictOf(thresholds: VerdictThresholds, confidence: number): Verdict {
  if (confidence >= thresholds.answer) return "answer";
  if (confidence >= thresholds.confirm) return "confirm";
  return confidence >= thresholds.ask ? "ask" : "handover";
}
