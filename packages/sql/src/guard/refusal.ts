import type { GuardRefusal, GuardVerdict } from "@parlance/core";

/** Stable names; interfaces and tests rely on them. */
export type GuardRule =
  | "one-statement"
  | "select-only"
  | "syntax"
  | "too-long"
  | "explain-not-offered"
  | "show-not-offered"
  | "pivot-needs-values"
  | "parameter-without-value"
  | "part-not-allowed"
  | "function-not-allowed"
  | "table-function-not-allowed"
  | "table-not-allowed"
  | "column-not-known"
  | "parser-output"
  | "comment-not-allowed"
  | "variable-not-allowed"
  | "lock-not-allowed"
  | "into-not-allowed"
  | "too-deep"
  | "too-large"
  | "not-json"
  | "duplicate-key"
  | "command-not-allowed"
  | "option-not-allowed"
  | "stage-not-allowed"
  | "operator-not-allowed"
  | "rereads-past-filter"
  | "cannot-be-restricted";

export function refuse(rule: GuardRule, message: string, position?: number): Refused {
  const refusal: GuardRefusal = position === undefined ? { rule, message } : { rule, message, position };
  return { isAllowed: false, refusal };
}

export type Refused = Extract<GuardVerdict, { isAllowed: false }>;

/** Thrown inside a guard only; its entry turns it into a verdict. */
export class RefusalFound extends Error {
  readonly verdict: Refused;

  constructor(verdict: Refused) {
    super(verdict.refusal.rule);
    this.verdict = verdict;
  }
}

export function stop(rule: GuardRule, message: string, position?: number): never {
  throw new RefusalFound(refuse(rule, message, position));
}
