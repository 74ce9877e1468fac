/** What training shares with answering, so that both see the same numbers. Used by evals only. */
export { type Calibration, calibrationInputs, confidenceOf, interpolate, verdictOf } from "./rank/calibration.ts";
export { clausesOf } from "./rank/clauses.ts";
export { delexicalised } from "./rank/delexicalised.ts";
export { crossBucket, hashText } from "./rank/hash.ts";
export { questionGrams } from "./rank/question-grams.ts";
export type { RankerFile } from "./rank/ranker-file.ts";
