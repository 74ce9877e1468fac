import rankerFile from "../../data/ranker.json" with { type: "json" };
import type { EngineCandidate, Proposal } from "../generate/propose-candidates.ts";
import {
  CALIBRATION_INPUTS,
  calibrationInputs,
  confidenceOf,
  type ReadingFacts,
  type VerdictThresholds,
} from "./calibration.ts";
import { inOrder, lessCosts } from "./less-costs.ts";
import { RANK_FEATURES, rankInput } from "./rank-input.ts";
import { scoreRows, softmax } from "./ranker.ts";
import { loadRanker, type RankerFile, type TrainedRanker } from "./ranker-file.ts";
import { partsOf } from "./reading-parts.ts";
import { fitNumbers } from "./word-fit.ts";

export interface RankedCandidate {
  readonly candidate: EngineCandidate;
  /** Calibrated for the first; for the others its share of what the first leaves over. */
  readonly confidence: number;
}

let trained: TrainedRanker | undefined;

/** Decoded at the first question, once. Undefined while the weights belong to other features than these. */
function trainedRanker(): TrainedRanker | undefined {
  // The file is written by the trainer from the RankerFile type.
  trained ??= loadRanker(rankerFile as unknown as RankerFile, RANK_FEATURES, CALIBRATION_INPUTS);
  return trained;
}

export const verdictThresholds = (): VerdictThresholds | undefined => trainedRanker()?.calibration.thresholds;

/**
 * Candidates in the order of the trained ranker, best first; undefined without fitting weights. `costOf` tells what
 * speaks against a candidate whatever the weights say, in log-odds; training takes the same costs off.
 */
export function rankProposal(
  proposal: Proposal,
  costOf: (candidate: EngineCandidate) => number,
): readonly RankedCandidate[] | undefined {
  const loaded = trainedRanker();
  if (loaded === undefined) return undefined;
  const { candidates } = proposal;
  const input = rankInput(proposal);
  const costAt = (index: number): number => {
    const candidate = candidates[index];
    return candidate ? costOf(candidate) : 0;
  };
  const scores = lessCosts(scoreRows(loaded.ranker, input), costAt);
  const order = inOrder(scores);
  const [best] = order;
  if (best === undefined) return [];
  const fitOf = fitNumbers(proposal.question);
  const inputs = calibrationInputs(
    scores,
    (index): ReadingFacts => {
      const row = input.rows[index];
      return row ? { dense: row.dense, cost: costAt(index), parts: partsOf(row.query) } : NO_FACTS;
    },
    (index) => {
      const candidate = candidates[index];
      return candidate ? fitOf(candidate) : [];
    },
  );
  const first = confidenceOf(loaded.calibration, inputs);
  const chances = softmax(scores);
  const rest = Math.max(1e-9, 1 - (chances[best] ?? 0));
  return order.flatMap((index) => {
    const candidate = candidates[index];
    if (!candidate) return [];
    const confidence = index === best ? first : ((1 - first) * (chances[index] ?? 0)) / rest;
    return [{ candidate, confidence }];
  });
}

const NO_FACTS: ReadingFacts = { dense: [], cost: 0, parts: [] };
