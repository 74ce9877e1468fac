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
  | "parser-output";

export function refuse(rule: GuardRule, message: string, position?: number): Refused {
  const refusal: GuardRefusal = position === undefined ? { rule, message } : { rule, message, position };
  return { isAllowed: false, refusal };
}

export type Refused = Extract<GuardVerdict, { isAllowed: false }>;
