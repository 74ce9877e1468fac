import type { Calibration } from "./calibration.ts";
import type { HashedWeights, Ranker } from "./ranker.ts";

/** The weights as they lie in data/ranker.json: numbers with five digits, hashed weights as base64 of int8. */
export interface RankerFile {
  readonly featureNames: readonly string[];
  readonly scale: readonly number[];
  readonly linear: readonly number[];
  readonly hidden: readonly number[];
  readonly hiddenBias: readonly number[];
  readonly output: readonly number[];
  readonly crossed: HashedFile;
  readonly local: HashedFile;
  readonly calibration: Calibration;
}

export interface HashedFile {
  readonly bits: number;
  readonly scale: number;
  readonly weights: string;
}

export interface TrainedRanker {
  readonly ranker: Ranker;
  readonly calibration: Calibration;
}

/** Undefined when the file was trained with other numbers than the engine computes now. */
export function loadRanker(
  file: RankerFile,
  featureNames: readonly string[],
  calibrationInputs: readonly string[],
): TrainedRanker | undefined {
  if (file.featureNames.join() !== featureNames.join()) return undefined;
  if (file.calibration.inputs.join() !== calibrationInputs.join()) return undefined;
  return {
    ranker: {
      scale: Float32Array.from(file.scale),
      linear: Float32Array.from(file.linear),
      hidden: Float32Array.from(file.hidden),
      hiddenBias: Float32Array.from(file.hiddenBias),
      output: Float32Array.from(file.output),
      crossed: hashedWeights(file.crossed),
      local: hashedWeights(file.local),
    },
    calibration: file.calibration,
  };
}

const hashedWeights = ({ bits, scale, weights }: HashedFile): HashedWeights => ({
  bits,
  scale,
  weights: int8FromBase64(weights),
});

function int8FromBase64(text: string): Int8Array {
  const binary = atob(text);
  const bytes = new Int8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
