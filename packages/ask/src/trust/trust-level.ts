import type { CheckId, CheckState, TrustCheck, TrustLevel } from "@parlance/core";

/** What it says that the statement means what was asked. */
const MEANING: readonly CheckId[] = ["verified-answer", "words-used", "second-reading", "definition-used"];

interface LevelRule {
  readonly level: TrustLevel;
  readonly holds: (
    state: (id: CheckId) => CheckState,
    isOwnStatement: boolean,
    states: readonly CheckState[],
  ) => boolean;
}

/** The first rule that holds decides. docs/trust.md tells the same to people. */
const RULES: readonly LevelRule[] = [
  { level: "caution", holds: (_state, _isOwn, states) => states.includes("fail") || states.includes("warn") },
  { level: "verified", holds: (state) => state("verified-answer") === "pass" },
  { level: "checked", holds: (_state, isOwn, states) => isOwn && states.includes("pass") },
  {
    level: "checked",
    holds: (state) => MEANING.some((id) => state(id) === "pass") && state("join-fan-out") !== "unknown",
  },
];

/** `isOwnStatement`: a person wrote it, so that there is no question which it could miss. */
export function trustLevel(checks: readonly TrustCheck[], isOwnStatement: boolean): TrustLevel {
  const state = (id: CheckId): CheckState => checks.find((check) => check.id === id)?.state ?? "unknown";
  const states = checks.map((check) => check.state);
  return RULES.find((rule) => rule.holds(state, isOwnStatement, states))?.level ?? "unchecked";
}
