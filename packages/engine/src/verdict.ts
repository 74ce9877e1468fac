import type { Verdict } from "@parlance/core";
import type { AnalyzedQuestion } from "./generate/analyze.ts";
import type { Draft } from "./generate/assemble.ts";
import type { EngineCandidate } from "./generate/propose-candidates.ts";
import type { VerdictThresholds } from "./rank/calibration.ts";
import { verdictThresholds } from "./rank/rank-proposal.ts";

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
    0.7 +
      1.2 * lead -
      1.6 * skipped +
      2 * (weakest - 0.7) -
      1.1 * guesses -
      0.15 * size -
      0.5 * question.mentions.corrections.size,
  );
}

/** Used while there are no trained weights. */
const HAND_THRESHOLDS: VerdictThresholds = { answer: 0.8, confirm: 0.5, ask: 0.3 };

/** What limits a verdict whatever the confidence. */
export interface VerdictFacts {
  readonly unusedWords: number;
  /** Something is asked that the query form cannot say. */
  readonly isUnsupported: boolean;
  readonly readings: number;
  /** The question asks for groups that the reading does not make. */
  readonly dropsGrouping: boolean;
  /** Signs that the reading is not what was asked. */
  readonly flaws: number;
  /** They weigh heavily, and less speaks against another reading. */
  readonly isRefuted: boolean;
  /** What a word such as "best" goes by was the engine's choice. */
  readonly isVague: boolean;
  /** A figure is worked out that no column holds: revenue of quantity and price. */
  readonly isDerived: boolean;
}

const WEAK_LINK = 0.5;

/**
 * A reading that leaves a content word unexplained, or rests on a choice that no word supports, is never given as the
 * plain answer: silently dropped words are what confident mistakes are made of.
 */
export function verdictFor(confidence: number, draft: Draft, facts: VerdictFacts): Verdict {
  const { answer, confirm, ask } = verdictThresholds() ?? HAND_THRESHOLDS;
  if (facts.isUnsupported) return "handover";
  const evidence = draft.path.fragments.flatMap((fragment) => fragment.evidence);
  const isGuessed = evidence.some((entry) => entry.isGuess || entry.score < WEAK_LINK);
  if (facts.isVague && facts.readings > 1 && confidence >= ask && facts.unusedWords <= 1) return "ask";
  const isSound = !facts.dropsGrouping && facts.flaws === 0 && !facts.isDerived;
  if (facts.unusedWords === 0 && confidence >= answer && !isGuessed && isSound) return "answer";
  if (facts.unusedWords === 0 && confidence >= confirm && facts.flaws < 2 && !facts.isRefuted) return "confirm";
  return confidence >= ask && facts.unusedWords <= 1 && facts.readings > 1 ? "ask" : "handover";
}
