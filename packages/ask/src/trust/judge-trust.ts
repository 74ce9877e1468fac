import type { Trust, TrustCheck } from "@parlance/core";
import { checkSecondReading, checkVerified } from "./check-agreement.ts";
import { checkComplete, checkFresh, checkPlausible } from "./check-result.ts";
import { checkChoices, checkDefinitions, checkFanOut, checkValuesExist, checkWordsUsed } from "./check-statement.ts";
import type { TrustInput } from "./trust-input.ts";
import { trustLevel } from "./trust-level.ts";

const CHECKS: readonly ((input: TrustInput) => TrustCheck)[] = [
  checkVerified,
  checkWordsUsed,
  checkChoices,
  checkValuesExist,
  checkFanOut,
  checkSecondReading,
  checkDefinitions,
  checkPlausible,
  checkComplete,
  checkFresh,
];

/** Makes every check and draws the level from them by fixed rules. */
export function judgeTrust(input: TrustInput): Trust {
  const checks = CHECKS.map((check) => check(input));
  const level = trustLevel(checks, input.draftedBy === "person" && input.verifiedFor === null);
  return { level, summary: summaryOf(checks, level), checks, isExamined: input.examined !== undefined };
}

function summaryOf(checks: readonly TrustCheck[], level: Trust["level"]): string {
  const first = (state: TrustCheck["state"]): string | undefined => checks.find((check) => check.state === state)?.why;
  switch (level) {
    case "caution":
      return first("fail") ?? first("warn") ?? "";
    case "unchecked":
      return "Nothing independent confirms this answer yet.";
    default: {
      const passed = checks.filter((check) => check.state === "pass").length;
      return level === "verified" ? (first("pass") ?? "") : `${passed} of ${checks.length} checks apply and pass.`;
    }
  }
}
