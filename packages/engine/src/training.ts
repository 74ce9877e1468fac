/** What training shares with answering, so that both see the same numbers. Used by evals only. */
export {
  CALIBRATION_INPUTS,
  type Calibration,
  calibrationInputs,
  interpolate,
  type ReadingFacts,
  rawChance,
  sigmoid,
} from "./rank/calibration.ts";
export { crossBucket, hashText } from "./rank/hash.ts";
export { lessCosts } from "./rank/less-costs.ts";
export { RANK_FEATURES, type RankInput, type RankRow, rankInput } from "./rank/rank-input.ts";
export type { RankerFile } from "./rank/ranker-file.ts";
export { PARTS, partsOf } from "./rank/reading-parts.ts";
export type { Trees } from "./rank/trees.ts";
export { FIT_NUMBERS, fitNumbers } from "./rank/word-fit.ts";
export { weighSense } from "./sense/weigh-sense.ts";
