import { AppError, type ErrorCode, type GuardRefusal } from "@parlance/core";

const CODES: Readonly<Record<string, ErrorCode>> = {
  syntax: "SQL_SYNTAX",
  "too-long": "SQL_SYNTAX",
  "table-not-allowed": "SQL_UNKNOWN_TABLE",
};

/** A refusal as the error that the person who wrote the SQL gets: which rule, and where. */
export const refusalError = (refusal: GuardRefusal): AppError =>
  new AppError(CODES[refusal.rule] ?? "SQL_REFUSED", {
    message: refusal.message,
    details: { rule: refusal.rule, ...(refusal.position === undefined ? {} : { position: refusal.position }) },
  });
