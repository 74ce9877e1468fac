import type { Verdict } from "@parlance/core";
import type { AnalyzedQuestion } from "./generate/analyze.ts";
import type { EngineCandidate } from "./generate/propose-candidates.ts";

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Chance that a reading is right, from what was measured to tell right from wrong: words left unexplained (the
 * strongest sign), the lead over the next different reading, and how well the weakest link fits.
 */
export function confidenceOf(
  candidate: EngineCandidate,
  rivals: readonly EngineCandidate[],
  question: AnalyzedQuestion,
): number {
  const { draft } = candidate;
  const rival = rivals.find((other) => other !== candidate);
  const lead = Math.max(-2, Math.min(1.5, candidate.handScore - (rival?.handScore ?? candidate.handScore - 1.5)));
  const skipped = draft.path.skipped.length;
  const evidence = draft.path.fragments.flatMap((fragment) => fragment.evidence);
  const weakest = Math.min(1, ...evidence.map((entry) => entry.score));
  const guesses = evidence.filter((entry) => entry.isGuess).length;
  const size = Math.max(0, draft.path.fragments.length - 3);
  return logistic(
    1.2 +
      1.2 * lead -
      1.6 * skipped +
      2 * (weakest - 0.7) -
      1.1 * guesses -
      0.15 * size -
      0.5 * question.mentions.corrections.size,
  );
}

const ANSWER = 0.8;
const CONFIRM = 0.5;
const ASK = 0.3;

/** A reading that leaves a content word unexplained is never given as the answer. */
export function verdictOf(confidence: number, unusedWords: number, readings: number): Verdict {
  if (confidence >= ANSWER && unusedWords === 0) return "answer";
  if (confidence >= CONFIRM && unusedWords === 0) return "confirm";
  return confidence >= ASK && unusedWords <= 1 && readings > 1 ? "ask" : "handover";
}
