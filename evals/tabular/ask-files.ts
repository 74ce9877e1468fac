import { matchRows } from "@parlance/ask/evaluate";
import type { Cell, Verdict } from "@parlance/core";
import { askEngine, type PreparedSource } from "@parlance/engine";
import type { Answerer } from "../model/answerer.ts";
import type { LoadedFiles } from "./load-files.ts";
import { plainRows } from "./plain-cell.ts";

/** One question over files, answered and compared. */
export interface FileOutcome {
  readonly question: string;
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly sql: string;
  readonly isRight: boolean;
  /** Right among the first three readings. */
  readonly isInTop3: boolean;
  readonly isAnswerable: boolean;
  readonly ms: number;
}

/** Fixed, so that questions about "this year" mean the same tomorrow. */
const NOW = Date.UTC(2026, 5, 15, 12);

/** `answers` are the acceptable results; none means that the data cannot answer. */
export async function askFiles(
  files: Pick<LoadedFiles, "query">,
  source: PreparedSource,
  question: string,
  answers: readonly (readonly (readonly Cell[])[])[],
  now = NOW,
  answer: Answerer = engineAnswerer(source),
): Promise<FileOutcome> {
  const { verdict, confidence, statements, ms, settle } = await answer(question, now);
  const wanted = answers.map(plainRows);
  const isAccepted = async (sql: string): Promise<boolean> => {
    const given = await rowsOrNone(files, sql);
    return (
      given !== undefined &&
      wanted.some((rows) => matchRows(rows, plainRows(given), { isOrdered: false, allowExtraColumns: true }))
    );
  };
  const checks: boolean[] = [];
  for (const sql of statements.slice(0, 3)) checks.push(sql !== "" && (await isAccepted(sql)));
  if (answers.length > 0) settle?.(checks[0] === true);
  return {
    question,
    verdict,
    confidence,
    sql: statements[0] ?? "",
    isRight: checks[0] === true,
    isInTop3: checks.includes(true),
    isAnswerable: answers.length > 0,
    ms,
  };
}

/** The embedded engine alone. */
const engineAnswerer =
  (source: PreparedSource): Answerer =>
  async (question, now) => {
    const start = performance.now();
    const { verdict, confidence, readings } = askEngine({ question, source, now, timeZone: "UTC", dialect: "duckdb" });
    const ms = performance.now() - start;
    return { verdict, confidence, statements: readings.map((reading) => reading.sql), ms };
  };

/** The outcome of a question that could not be asked. */
export const notAnswered = (question: string, answers: readonly unknown[]): FileOutcome => ({
  question,
  verdict: "handover",
  confidence: 0,
  sql: "",
  isRight: false,
  isInTop3: false,
  isAnswerable: answers.length > 0,
  ms: 0,
});

async function rowsOrNone(files: Pick<LoadedFiles, "query">, sql: string): Promise<Cell[][] | undefined> {
  try {
    return await files.query(sql);
  } catch (error) {
    // A statement that does not run is a wrong answer, and worth seeing.
    console.error(`does not run: ${sql} (${error instanceof Error ? error.message.split("\n")[0] : String(error)})`);
    return undefined;
  }
}
