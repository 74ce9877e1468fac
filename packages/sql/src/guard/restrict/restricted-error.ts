import { AppError, type GuardPolicy, isAppError } from "@parlance/core";
import type { RunnableText } from "./edited-text.ts";

/** Long enough to be no accident, short enough to catch a key that a message cuts off. */
const TELLING_CHARACTERS = 8;

/**
 * An error of a source about the statement that ran, as one about the statement that was written: places point into
 * what the person wrote, and neither the rules nor the key of hashed columns are quoted.
 */
export function restrictedError(error: unknown, runs: RunnableText, { restrictions }: GuardPolicy): unknown {
  if (!isAppError(error) || restrictions === undefined || !error.code.startsWith("SQL_")) return error;
  const { code, hint, details, cause } = error;
  const isTelling = quotesRules(error.message, restrictions.hashKey) || code === "SQL_SYNTAX";
  return new AppError(code, {
    message: isTelling ? "The data source could not run this statement." : error.message,
    ...(hint === undefined || quotesRules(hint, restrictions.hashKey) ? {} : { hint }),
    ...(details === undefined ? {} : { details: replaced(details, runs, restrictions.hashKey) }),
    ...(cause instanceof Error ? { cause: new Error(withoutRules(cause.message, restrictions.hashKey)) } : {}),
  });
}

function replaced(details: Readonly<Record<string, unknown>>, runs: RunnableText, hashKey: string) {
  const { position, ...rest } = details;
  const kept = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => !quotesRules(JSON.stringify(value), hashKey)),
  );
  return typeof position === "number" ? { ...kept, position: runs.originalPosition(position) } : kept;
}

const withoutRules = (message: string, hashKey: string): string =>
  quotesRules(message, hashKey) ? `${message.slice(0, message.search(/[:{]/))}: (withheld)` : message;

function quotesRules(text: string | undefined, hashKey: string): boolean {
  if (text === undefined) return false;
  if (/restricted_\d+/i.test(text)) return true;
  for (let at = 0; at + TELLING_CHARACTERS <= hashKey.length; at++) {
    if (text.includes(hashKey.slice(at, at + TELLING_CHARACTERS))) return true;
  }
  return false;
}
