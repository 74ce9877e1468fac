import type { Calibration, RankerFile } from "@parlance/engine/training";
import { RANK_FEATURES } from "@parlance/engine/training";
import type { TrainOptions, Weights } from "./train-ranker.ts";

const round = (value: number): number => Number(value.toPrecision(5));
const list = (values: Float32Array): number[] => Array.from(values, round);

/** Rounds the weights to what the shipped file holds: five digits, hashed weights to one byte. */
export function toRankerFile(weights: Weights, options: TrainOptions, calibration: Calibration): RankerFile {
  return {
    featureNames: RANK_FEATURES,
    scale: list(weights.scale),
    linear: list(weights.linear),
    hidden: list(weights.hidden),
    hiddenBias: list(weights.hiddenBias),
    output: list(weights.output),
    crossed: hashed(weights.crossed, options.crossBits),
    local: hashed(weights.local, options.localBits),
    calibration,
  };
}

function hashed(weights: Float32Array, bits: number): RankerFile["crossed"] {
  const magnitudes = Float32Array.from(weights, Math.abs).sort();
  // A handful of outliers may be cut so that the many small weights keep their digits.
  const largest = magnitudes[Math.floor(magnitudes.length * 0.9999)] || 1;
  const scale = round(largest / 127);
  const bytes = Buffer.alloc(weights.length);
  for (const [i, weight] of weights.entries()) {
    bytes.writeInt8(Math.max(-127, Math.min(127, Math.round(weight / scale))), i);
  }
  return { bits, scale, weights: bytes.toString("base64") };
}
