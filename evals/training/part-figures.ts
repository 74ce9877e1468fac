import type { Calibration } from "@parlance/engine/training";
import { calibrationError, type Outcome, percent, precisionAt, share } from "../report/figures.ts";
import type { Judged } from "./fit-calibration.ts";
import type { Packed } from "./packed.ts";

export interface Measured {
  readonly item: Judged;
  readonly confidence: number;
}

/** One line about one set of questions, out of fold. */
export function partFigures(
  name: string,
  measured: readonly Measured[],
  packed: Packed,
  { thresholds }: Calibration,
): string {
  const items = measured.map(({ item }) => item);
  const outcomes = measured.map(({ confidence, item }): Outcome => ({ confidence, isRight: item.isRight }));
  const rate = (test: (item: Judged) => boolean): string => percent(share(items.filter(test).length, items.length));
  const answered = outcomes.filter((outcome) => outcome.confidence >= thresholds.answer);
  const right = answered.filter((outcome) => outcome.isRight).length;
  return [
    `${name} (out of fold, ${items.length} questions): top 1 ${rate((item) => item.isRight)}`,
    `top 3 ${rate((item) => isAmongFirst(packed, item.question, item.scores, 3))}`,
    `pool ${rate((item) => labelsOf(packed, item.question).includes(1))}`,
    `by hand score ${rate((item) => isAmongFirst(packed, item.question, handScoresOf(packed, item.question), 1))}`,
    `precision ${[0.1, 0.3, 0.5].map((c) => `${percent(precisionAt(outcomes, c))} at ${100 * c} %`).join(", ")}`,
    `ECE ${calibrationError(outcomes).toFixed(3)}`,
    `over the threshold ${percent(share(answered.length, items.length))}, ${percent(share(right, answered.length))} right`,
  ].join("; ");
}

const labelsOf = (packed: Packed, question: number): Uint8Array =>
  packed.isRight.subarray(packed.rowStart[question], packed.rowStart[question + 1]);
const handScoresOf = (packed: Packed, question: number): Float32Array =>
  packed.handScore.subarray(packed.rowStart[question], packed.rowStart[question + 1]);

function isAmongFirst(packed: Packed, question: number, scores: ArrayLike<number>, top: number): boolean {
  const labels = labelsOf(packed, question);
  return Array.from(scores, (score, i) => ({ score, i }))
    .sort((a, b) => b.score - a.score || a.i - b.i)
    .slice(0, top)
    .some(({ i }) => labels[i] === 1);
}
