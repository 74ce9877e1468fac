import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { RefusalFound } from "../refusal.ts";
import { asWritten, type RunnableText } from "./edited-text.ts";
import type { RestrictDialect } from "./restrict-dialect.ts";
import { checkRestricted, refuseRewriting, restrictStatement, type TableSpot } from "./restrict-statement.ts";

export interface JudgedText {
  readonly verdict: GuardVerdict;
  /** What to run of an allowed statement: as it was written, or with the policy's restrictions written in. */
  readonly runs: RunnableText;
}

/** What a guard found in a statement that it allows. */
export interface ReadText {
  readonly found: readonly string[];
  readonly spots: readonly TableSpot[];
}

/**
 * Judges a statement with the guard of its dialect and writes the policy's restrictions into it. The finished statement
 * is read by the same guard once more before it counts. `read` refuses by throwing RefusalFound.
 */
export function judgeText(
  sql: string,
  policy: GuardPolicy,
  dialect: RestrictDialect,
  read: (sql: string) => ReadText,
): JudgedText {
  try {
    const { found, spots } = read(sql);
    const runs = restrictStatement(sql, spots, policy, dialect);
    if (runs !== undefined) checkRestricted(sql, spots, readAgain(runs.sql, read), policy);
    return { verdict: { isAllowed: true, tables: found }, runs: runs ?? asWritten(sql) };
  } catch (error) {
    if (error instanceof RefusalFound) return { verdict: error.verdict, runs: asWritten(sql) };
    throw error;
  }
}

function readAgain(sql: string, read: (sql: string) => ReadText): readonly TableSpot[] {
  try {
    return read(sql).spots;
  } catch (error) {
    if (error instanceof RefusalFound) return refuseRewriting();
    throw error;
  }
}
