import type { CheckId, CheckState, TrustLevel } from "@parlance/core";

export type TrustTone = "good" | "plain" | "warn";

export const TRUST_WORDS: Readonly<
  Record<TrustLevel, { readonly word: string; readonly meaning: string; readonly tone: TrustTone }>
> = {
  verified: { word: "Verified", meaning: "Somebody of your team has found this answer right.", tone: "good" },
  checked: { word: "Checked", meaning: "Every check that applies passes.", tone: "good" },
  caution: { word: "Look twice", meaning: "A check found something you should know.", tone: "warn" },
  unchecked: { word: "Unchecked", meaning: "Nothing independent confirms it yet.", tone: "plain" },
};

export const CHECK_WORDS: Readonly<Record<CheckId, string>> = {
  "verified-answer": "Verified by a person",
  "words-used": "Your words",
  "choices-made": "Choices made for you",
  "values-exist": "Values in the data",
  "join-fan-out": "Nothing counted twice",
  "second-reading": "A second opinion",
  "definition-used": "Your team's definitions",
  "result-plausible": "A plausible result",
  complete: "All of the result",
  fresh: "Recent enough",
};

export const STATE_WORDS: Readonly<Record<CheckState, string>> = {
  pass: "passes",
  warn: "look at this",
  fail: "fails",
  unknown: "does not apply",
};

/** What calls for attention first; what does not apply last. */
const ORDER: readonly CheckState[] = ["fail", "warn", "pass", "unknown"];

export const byUrgency = <Check extends { readonly state: CheckState }>(checks: readonly Check[]): readonly Check[] =>
  [...checks].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
