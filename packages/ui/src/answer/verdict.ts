import type { Verdict } from "@parlance/core";

export interface VerdictWords {
  readonly label: string;
  /** What it means for the reader, one sentence. */
  readonly meaning: string;
  readonly tone: "good" | "warn" | "bad";
}

/** Confidence in words: a percentage would promise more than it knows. */
export function verdictWords(verdict: Verdict, confidence: number): VerdictWords {
  switch (verdict) {
    case "answer":
      return confidence >= 0.9
        ? { label: "Confident", meaning: "Every word that matters was matched to your data.", tone: "good" }
        : { label: "Fairly confident", meaning: "Understood, with small choices made along the way.", tone: "good" };
    case "confirm":
      return {
        label: "Check how I read it",
        meaning: "It ran, but you may have meant something else.",
        tone: "warn",
      };
    case "ask":
      return {
        label: "Two ways to read this",
        meaning: "They give different numbers. Pick the one you mean.",
        tone: "warn",
      };
    case "handover":
      return { label: "Not understood", meaning: "No number is better than a wrong one.", tone: "bad" };
  }
}
