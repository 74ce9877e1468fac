import { DIALECTS, type Dialect, type GuardVerdict } from "@parlance/core";
import { CliError } from "../cli-error.ts";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { type Judge, openJudge } from "./guard-judge.ts";
import { policyFor } from "./guard-tables.ts";

export interface GuardOptions {
  readonly dialect: string;
  readonly tables?: string;
  readonly allTables?: boolean;
}

interface GuardLine {
  readonly id: unknown;
  /** Undefined where the line has no text to judge. */
  readonly sql: string | undefined;
}

/**
 * Judges statements, one JSON object per line in and out, in order; runs none of them. A line that cannot be read is
 * told on standard error, answered with a refusal by the rule "input" and makes the exit code 2; the rest go on.
 */
export async function guard(options: GuardOptions, io: CliIo): Promise<ExitCode> {
  const judge = await judgeFor(options);
  try {
    return await judgeLines(judge, io);
  } finally {
    await judge.close();
  }
}

async function judgeFor({ dialect, tables = "", allTables = false }: GuardOptions): Promise<Judge> {
  const known = knownDialect(dialect);
  const names = tables
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0 && !allTables) {
    throw new CliError(EXIT.usage, "Which tables may be read?", "Add --tables a,b,c or --all-tables.");
  }
  const judge = await openJudge(known, { ...policyFor(known, names), allTables });
  if (judge !== undefined) return judge;
  throw new CliError(EXIT.usage, `The guard does not support ${dialect} yet.`);
}

function knownDialect(dialect: string): Dialect {
  const known = DIALECTS.find((candidate) => candidate === dialect);
  if (known !== undefined) return known;
  throw new CliError(EXIT.usage, `There is no dialect "${dialect}".`, `Known are ${DIALECTS.join(", ")}.`);
}

async function judgeLines(judge: Judge, io: CliIo): Promise<ExitCode> {
  let code: ExitCode = EXIT.answered;
  let lineNumber = 0;
  for await (const line of io.readLines()) {
    lineNumber++;
    if (line.trim() === "") continue;
    const { id, sql } = parseLine(line);
    if (sql === undefined) {
      code = EXIT.usage;
      io.warn(`Line ${lineNumber} is not a JSON object with "id" and "sql".\n`);
    }
    const verdict = sql === undefined ? unreadable(lineNumber) : await verdictOf(judge, sql, lineNumber, io);
    await io.write(`${JSON.stringify({ id, ...reportOf(verdict) })}\n`);
  }
  return code;
}

function parseLine(line: string): GuardLine {
  const value = readJson(line);
  if (typeof value !== "object" || value === null) return { id: null, sql: undefined };
  const id = "id" in value ? value.id : null;
  return { id, sql: "sql" in value && typeof value.sql === "string" ? value.sql : undefined };
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const unreadable = (lineNumber: number): GuardVerdict => ({
  isAllowed: false,
  refusal: { rule: "input", message: `Line ${lineNumber} is not a JSON object with "id" and "sql".` },
});

/** A parser that gives up on a statement, whatever the reason, has not allowed it; the lines after it still count. */
async function verdictOf(judge: Judge, sql: string, lineNumber: number, io: CliIo): Promise<GuardVerdict> {
  try {
    return await judge.judge(sql);
  } catch (error) {
    io.warn(`Line ${lineNumber} could not be checked: ${error instanceof Error ? error.message : String(error)}\n`);
    return { isAllowed: false, refusal: { rule: "parser-output", message: "The statement could not be checked." } };
  }
}

const reportOf = (verdict: GuardVerdict) =>
  verdict.isAllowed
    ? { verdict: "allow", rule: null, message: null, position: null }
    : {
        verdict: "refuse",
        rule: verdict.refusal.rule,
        message: verdict.refusal.message,
        position: verdict.refusal.position ?? null,
      };
