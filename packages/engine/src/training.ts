/** What training shares with answering, so that both see the same numbers. Used by evals only. */
export { type Calibration, calibrationInputs, confidenceOf, interpolate, verdictOf } from "./rank/calibration.ts";
export { crossBucket, hashText } from "./rank/hash.ts";
export { RANK_FEATURES, type RankInput, type RankRow, rankInput } from "./rank/rank-input.ts";
export type { RankerFile } from "./rank/ranker-file.ts";
export { weighSense } from "./sense/weigh-sense.ts";
