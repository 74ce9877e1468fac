import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { RefusalFound, refuse } from "../refusal.ts";
import { sourcePosition } from "./source-position.ts";
import { refuseSecondStatement, refuseUnserialized } from "./statement-kind.ts";
import { type TableReference, walkStatement } from "./walk.ts";

/** Longer than any statement a person or a model writes for reading. */
export const MAX_SQL_LENGTH = 500_000;

/**
 * Judges one DuckDB statement by allow-list on the engine's own parse tree.
 * `serialized` is what json_serialize_sql answered for exactly the text in `sql`, which is the text that will run.
 * Pure and total: whatever it is given, it answers with a verdict. Time and memory are the worker's limits, not judged here.
 */
export const judgeDuckdb = (serialized: string, sql: string, policy: GuardPolicy): GuardVerdict =>
  readDuckdb(serialized, sql, policy).verdict;

export interface ReadStatement {
  readonly verdict: GuardVerdict;
  /** Tables that an allowed statement names. */
  readonly references: readonly TableReference[];
}

/** The verdict, and for an allowed statement which tables it names where. */
export function readDuckdb(serialized: string, sql: string, policy: GuardPolicy): ReadStatement {
  const references: TableReference[] = [];
  return { verdict: judgeText(serialized, sql, policy, references), references };
}

function judgeText(serialized: string, sql: string, policy: GuardPolicy, references: TableReference[]): GuardVerdict {
  if (sql.length > MAX_SQL_LENGTH) return refuse("too-long", "The statement is too long.");
  // A driver that passes C strings would run only what stands before it.
  if (sql.includes("\0")) return refuse("syntax", "The statement holds a NUL character.", sql.indexOf("\0"));
  const output = parseOutput(serialized);
  if (output === null) return refuse("parser-output", "The statement could not be checked.");
  if (output.error !== false) return refuseParserError(output, sql);
  return judgeStatements(output.statements, sql, policy, references);
}

function judgeStatements(
  statements: unknown,
  sql: string,
  policy: GuardPolicy,
  references: TableReference[],
): GuardVerdict {
  if (!Array.isArray(statements)) return refuse("parser-output", "The statement could not be checked.");
  if (statements.length === 0) return refuse("select-only", "There is no statement to run.");
  if (statements.length > 1) return refuseSecondStatement(undefined);
  const walk = { sql, tables: policy.tables, found: new Set<string>(), references };
  try {
    walkStatement(walk, statements[0]);
  } catch (error) {
    if (error instanceof RefusalFound) return error.verdict;
    throw error;
  }
  return { isAllowed: true, tables: [...walk.found] };
}

type ParserOutput = Readonly<Record<string, unknown>>;

function refuseParserError(output: ParserOutput, sql: string): GuardVerdict {
  const message = String(output.error_message ?? "");
  if (output.error_type === "not implemented" && message.startsWith("Only SELECT")) return refuseUnserialized(sql);
  return refuse(
    "syntax",
    message === "" ? "The SQL could not be read." : message,
    sourcePosition(sql, output.position),
  );
}

function parseOutput(serialized: string): ParserOutput | null {
  try {
    const value: unknown = JSON.parse(serialized);
    // Any JSON object can be read as unknown properties; each one is tested before use.
    return typeof value === "object" && value !== null ? (value as ParserOutput) : null;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return null;
    throw error;
  }
}
