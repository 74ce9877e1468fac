import { writeFile } from "node:fs/promises";
import { type AskNeeds, type Assistance, ask } from "@parlance/ask";
import { hasOrder, type JudgedResult, type Judgement, judgeResult, junitXml } from "@parlance/ask/evaluate";
import { type Answer, type Cell, type FrameColumn, frameRows, isAppError } from "@parlance/core";
import { LOCAL_LIMITS, needsOf } from "../answer-question.ts";
import { assistanceFor } from "../assistance.ts";
import { CliError } from "../cli-error.ts";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { checkFiles } from "../file-arguments.ts";
import { type LocalSource, openLocalSource } from "../local-source.ts";
import { evalReport } from "../output/eval-report.ts";
import { progressLine } from "../progress-line.ts";
import { type GoldLine, readQuestions } from "./eval-questions.ts";

export interface EvalOptions {
  readonly questions: string;
  readonly json?: boolean;
  readonly junit?: string;
  /** From 0 to 1: fewer right answers than this share end with exit code 3. */
  readonly minAccuracy?: number;
  /** Asked for every question, not only where the engine is not sure. */
  readonly always?: boolean;
  readonly model?: boolean;
}

export interface EvaluatedQuestion {
  readonly drafter: string;
  readonly question: string;
  readonly outcome: Judgement | "unanswered" | "failed";
  readonly sql: string | null;
  readonly verdict: string;
  readonly confidence: number;
  readonly seconds: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  readonly message: string | null;
}

/** `parlance eval`: questions with known answers, put to the engine and to the model that PARLANCE_LLM_* names. */
export async function evaluate(
  files: readonly string[],
  options: EvalOptions,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  const inputs = checkFiles(files);
  const questions = await readQuestions(options.questions);
  const bytes = inputs.reduce((sum, file) => sum + file.bytes, 0);
  const source = await openLocalSource(inputs, progressLine(io, bytes), signal);
  try {
    const results = await evaluateAll(questions, source, options, io, signal);
    if (options.junit !== undefined) await writeFile(options.junit, junitXml(results.map(toCase)));
    await io.write(options.json === true ? `${JSON.stringify({ results }, null, 2)}\n` : evalReport(results, io));
    return isGoodEnough(results, options.minAccuracy) ? EXIT.answered : EXIT.notUnderstood;
  } finally {
    await source.close();
  }
}

interface CliDrafter {
  readonly name: string;
  readonly assistance: Assistance | undefined;
}

async function evaluateAll(
  questions: readonly GoldLine[],
  source: LocalSource,
  options: EvalOptions,
  io: CliIo,
  signal: AbortSignal,
): Promise<readonly EvaluatedQuestion[]> {
  const needs = needsOf(source);
  const results: EvaluatedQuestion[] = [];
  for (const drafter of await drafters(needs, options, io)) {
    for (const [i, gold] of questions.entries()) {
      signal.throwIfAborted();
      if (io.isErrorTerminal) io.warn(`\r${drafter.name}: ${i + 1} of ${questions.length} `);
      results.push(await evaluateOne(gold, drafter, needs, source, signal));
    }
    if (io.isErrorTerminal) io.warn("\n");
  }
  return results;
}

async function drafters(needs: AskNeeds, options: EvalOptions, io: CliIo): Promise<readonly CliDrafter[]> {
  const engine = { name: "engine", assistance: undefined };
  const found = options.model === false ? undefined : await assistanceFor(needs.source.prepared, io.env);
  if (found === undefined) return [engine];
  const askModel = options.always === true ? "always" : (found.askModel ?? "whenUnsure");
  const name = askModel === "always" ? found.model.model : `engine with ${found.model.model}`;
  return [engine, { name, assistance: { ...found, askModel } }];
}

async function evaluateOne(
  gold: GoldLine,
  { name, assistance }: CliDrafter,
  alone: AskNeeds,
  source: LocalSource,
  signal: AbortSignal,
): Promise<EvaluatedQuestion> {
  const startedAt = performance.now();
  const seconds = (): number => (performance.now() - startedAt) / 1000;
  const needs = assistance === undefined ? alone : { ...alone, assistance };
  try {
    const answer = await ask({ question: gold.question, mode: "run" }, needs, () => undefined, signal);
    const facts = { drafter: name, question: gold.question, seconds: seconds(), ...factsOf(answer) };
    if (answer.sql === null || !isGiven(answer)) return { ...facts, outcome: "unanswered", message: answer.sentence };
    const given = await resultOf(answer.sql, source, signal);
    return { ...facts, outcome: await judge(gold, given, source, signal), message: null };
  } catch (error) {
    if (!isAppError(error) || error.code === "QUERY_CANCELLED") throw error;
    return { ...NOTHING, drafter: name, question: gold.question, seconds: seconds(), message: error.message };
  }
}

const NOTHING = {
  outcome: "failed",
  sql: null,
  verdict: "handover",
  confidence: 0,
  inputTokens: 0,
  outputTokens: 0,
  costUsd: null,
} as const;

const isGiven = ({ verdict }: Answer): boolean => verdict === "answer" || verdict === "confirm";

function factsOf({ sql, verdict, confidence, receipt }: Answer) {
  const models = receipt?.models ?? [];
  const costs = models.flatMap(({ costUsd }) => (costUsd === undefined ? [] : [costUsd]));
  return {
    sql,
    verdict,
    confidence,
    inputTokens: models.reduce((sum, model) => sum + model.inputTokens, 0),
    outputTokens: models.reduce((sum, model) => sum + model.outputTokens, 0),
    costUsd: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
  };
}

async function judge(
  gold: GoldLine,
  given: JudgedResult,
  source: LocalSource,
  signal: AbortSignal,
): Promise<Judgement> {
  if ("answer" in gold) return judgeResult(knownRows(gold.answer, given), given, false);
  const right = await resultOf(gold.sql, source, signal).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
    throw new CliError(EXIT.query, `The right answer to "${gold.question}" cannot be computed: ${error.message}`);
  });
  return judgeResult(right, given, hasOrder(gold.sql));
}

/** Rows written down have no types; a number is one, and a text is compared as text. */
function knownRows(rows: readonly (readonly Cell[])[], given: JudgedResult): JudgedResult {
  const width = rows[0]?.length ?? given.columns.length;
  const columns = Array.from({ length: width }, (_, i): FrameColumn => {
    const isNumber = rows.some((row) => typeof row[i] === "number");
    return { name: `c${i}`, type: { kind: isNumber ? "double" : "text", native: "" } };
  });
  return { columns, rows };
}

async function resultOf(sql: string, source: LocalSource, signal: AbortSignal): Promise<JudgedResult> {
  const stream = await source.connection.stream({ sql, policy: source.policy, limits: LOCAL_LIMITS }, signal);
  const rows: (readonly Cell[])[] = [];
  for await (const frame of stream.frames) rows.push(...frameRows(frame));
  return { columns: stream.columns, rows };
}

const toCase = ({ drafter, question, seconds, outcome, sql, message }: EvaluatedQuestion) => ({
  suite: drafter,
  name: question,
  seconds,
  ...(outcome === "strict"
    ? {}
    : { failure: `${outcome}${message ? `: ${message}` : ""}${sql ? ` SQL: ${sql}` : ""}` }),
});

/** The best of those tested counts: whoever uses the model has it, whoever does not has the engine. */
function isGoodEnough(results: readonly EvaluatedQuestion[], minAccuracy: number | undefined): boolean {
  if (minAccuracy === undefined) return true;
  return [...new Set(results.map(({ drafter }) => drafter))].some((drafter) => {
    const own = results.filter((result) => result.drafter === drafter);
    return own.filter(({ outcome }) => outcome === "strict").length / own.length >= minAccuracy;
  });
}
