import { DENSE_FEATURES } from "@parlance/engine";
import type { Calibration, RankerFile } from "@parlance/engine/training";
import type { TrainOptions, Weights } from "./train-ranker.ts";

const round = (value: number): number => Number(value.toPrecision(5));
const list = (values: Float32Array): number[] => Array.from(values, round);

/** Rounds the weights to what the shipped file holds: five digits, crossed weights to one byte. */
export function toRankerFile(weights: Weights, options: TrainOptions, calibration: Calibration): RankerFile {
  const magnitudes = Float32Array.from(weights.crossed, Math.abs).sort();
  // A handful of outliers may be cut so that the many small weights keep their digits.
  const largest = magnitudes[Math.floor(magnitudes.length * 0.9999)] || 1;
  const crossedScale = round(largest / 127);
  const bytes = Buffer.alloc(weights.crossed.length);
  for (const [i, weight] of weights.crossed.entries()) {
    bytes.writeInt8(Math.max(-127, Math.min(127, Math.round(weight / crossedScale))), i);
  }
  return {
    featureNames: DENSE_FEATURES,
    mean: list(weights.mean),
    scale: list(weights.scale),
    linear: list(weights.linear),
    hidden: list(weights.hidden),
    hiddenBias: list(weights.hiddenBias),
    output: list(weights.output),
    bits: options.bits,
    crossed: bytes.toString("base64"),
    crossedScale,
    calibration,
  };
}
