import rankerFile from "../../data/ranker.json" with { type: "json" };
import { DENSE_FEATURES } from "../generate/dense-features.ts";
import type { EngineCandidate, Proposal } from "../generate/propose-candidates.ts";
import { type Calibration, confidenceOf, type VerdictThresholds } from "./calibration.ts";
import { delexicalised } from "./delexicalised.ts";
import { scoreCandidates, softmax } from "./ranker.ts";
import { loadRanker, type RankerFile, type TrainedRanker } from "./ranker-file.ts";

export interface RankedCandidate {
  readonly candidate: EngineCandidate;
  /** Calibrated for the first; for the others its share of what the first leaves over. */
  readonly confidence: number;
}

let trained: TrainedRanker | undefined;

/** Decoded at the first question, once. Undefined while the weights belong to other features than these. */
function trainedRanker(): TrainedRanker | undefined {
  // The file is written by the trainer from the RankerFile type.
  trained ??= loadRanker(rankerFile as unknown as RankerFile, DENSE_FEATURES);
  return trained;
}

export const verdictThresholds = (): VerdictThresholds | undefined => trainedRanker()?.calibration.thresholds;

/**
 * Candidates in the order of the trained ranker, best first; undefined without fitting weights. `costs` is what speaks
 * against a candidate that the weights do not know of, in log-odds.
 */
export function rankProposal(
  proposal: Proposal,
  costs?: ReadonlyMap<EngineCandidate, { readonly cost: number }>,
): readonly RankedCandidate[] | undefined {
  const loaded = trainedRanker();
  if (loaded === undefined) return undefined;
  const { candidates, question } = proposal;
  const scores = scoreCandidates(loaded.ranker, delexicalised(question.tokens, question.mentions), candidates);
  candidates.forEach((candidate, i) => {
    scores[i] = (scores[i] ?? 0) - (costs?.get(candidate)?.cost ?? 0);
  });
  const order = Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const [best] = order;
  if (best === undefined) return [];
  const first = firstConfidence(loaded.calibration, scores, candidates[best]);
  const chances = softmax(scores);
  const rest = Math.max(1e-9, 1 - (chances[best] ?? 0));
  return order.flatMap((index) => {
    const candidate = candidates[index];
    if (!candidate) return [];
    const confidence = index === best ? first : ((1 - first) * (chances[index] ?? 0)) / rest;
    return [{ candidate, confidence }];
  });
}

const firstConfidence = (calibration: Calibration, scores: Float64Array, best: EngineCandidate | undefined): number =>
  confidenceOf(calibration, scores, best?.dense ?? []);
