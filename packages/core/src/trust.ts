/** How far an answer may be relied on, by what was checked; docs/trust.md has the rules. */
export const TRUST_LEVELS = ["verified", "checked", "caution", "unchecked"] as const;
export type TrustLevel = (typeof TRUST_LEVELS)[number];

export const CHECK_IDS = [
  "verified-answer",
  "words-used",
  "choices-made",
  "values-exist",
  "join-fan-out",
  "second-reading",
  "definition-used",
  "result-plausible",
  "complete",
  "fresh",
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** unknown: it does not apply, or could not be told. */
export const CHECK_STATES = ["pass", "warn", "fail", "unknown"] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** One thing that was looked at. No model is asked for its opinion. */
export interface TrustCheck {
  readonly id: CheckId;
  readonly state: CheckState;
  /** One sentence. */
  readonly why: string;
  /** What was found, for a person who wants to see it. */
  readonly evidence: readonly string[];
}

export interface Trust {
  readonly level: TrustLevel;
  /** One sentence: the worst that was found, or what the level rests on. */
  readonly summary: string;
  readonly checks: readonly TrustCheck[];
  /** False while checks that ask the source again have not been made. */
  readonly isExamined: boolean;
}

export const NOTHING_RAN: Trust = { level: "unchecked", summary: "Nothing was run.", checks: [], isExamined: true };

/** A statement that does better than the one that ran, and why; offered, never run unasked. */
export interface Remedy {
  readonly id: string;
  /** What pressing it does: `Use "Germany"`. */
  readonly title: string;
  readonly why: string;
  readonly sql: string;
}
