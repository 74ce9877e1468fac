import type { Assistance } from "@parlance/ask";
import { type Answer, cellToJson, frameRows, type JsonCell } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { answerQuestion, answerSql, LOCAL_LIMITS, readingsOf } from "../answer-question.ts";
import { assistanceFor } from "../assistance.ts";
import { CliError } from "../cli-error.ts";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readLocalKnowledge } from "../local-knowledge.ts";
import { type LocalSource, openLocalSource } from "../local-source.ts";
import { answerText, listReadings } from "../output/answer-text.ts";
import { csvHeader, csvRows } from "../output/csv.ts";
import { jsonText } from "../output/json.ts";
import { progressLine } from "../progress-line.ts";
import { type AskOptions, type AskOutput, type AskRequest, readAskArguments } from "./ask-arguments.ts";

/** `parlance ask`: files in, one answer out, in the form that was asked for. */
export async function ask(
  words: readonly string[],
  options: AskOptions,
  io: CliIo,
  signal: AbortSignal,
): Promise<ExitCode> {
  const request = readAskArguments(words, options);
  const bytes = request.files.reduce((sum, file) => sum + file.bytes, 0);
  const source = await openLocalSource(request.files, progressLine(io, bytes), signal);
  try {
    for (const warning of source.warnings) io.warn(`${io.warnPaint("yellow", "note:")}  ${warning}\n`);
    if (request.task.kind === "sql" && request.output === "csv") {
      // Rows that go straight to a file need no first page, chart or sentence.
      await writeCsv(request.task.sql, options.limit, source, io, signal);
      return EXIT.answered;
    }
    const answer = await answerFor(request, options, source, io, signal);
    await print(answer, request.output, options.limit, source, io, signal);
    return wasAnswered(answer) ? EXIT.answered : explainMissing(answer, io);
  } finally {
    await source.close();
  }
}

async function answerFor(
  { task, output }: AskRequest,
  { reading, model, knowledge: path }: AskOptions,
  source: LocalSource,
  io: CliIo,
  signal: AbortSignal,
): Promise<Answer> {
  if (task.kind === "sql") return answerSql(task.sql, source, signal);
  const knowledge = path === undefined ? undefined : await readLocalKnowledge(path, source.catalog);
  for (const warning of knowledge?.warnings ?? []) io.warn(`${io.warnPaint("yellow", "note:")}  ${warning}\n`);
  const isSqlOnly = output === "sql" || output === "csv";
  const assist = async (prepared: PreparedSource): Promise<Assistance | undefined> =>
    model === false ? undefined : assistanceFor(prepared, io.env, knowledge);
  const onModel = (name: string): void => {
    if (io.isErrorTerminal) io.warn(`${io.warnPaint("dim", `Asking ${name || "the language model"} ...`)}\n`);
  };
  return answerQuestion(task.question, source, { isSqlOnly, reading, knowledge, assist, onModel }, signal);
}

const wasAnswered = ({ verdict }: Answer): boolean => verdict === "answer" || verdict === "confirm";

async function print(
  answer: Answer,
  output: AskOutput,
  limit: number | undefined,
  source: LocalSource,
  io: CliIo,
  signal: AbortSignal,
): Promise<void> {
  if (output === "json") return io.write(await jsonAnswer(answer, limit, source, io, signal));
  if (!wasAnswered(answer)) return;
  if (output === "text") return io.write(answerText(answer, limit, io));
  if (answer.sql === null) {
    // Questions about the tables themselves are answered in words.
    throw new CliError(EXIT.notUnderstood, "There is no SQL for this question.", answer.sentence);
  }
  if (output === "sql") return io.write(`${answer.sql}\n`);
  await writeCsv(answer.sql, limit, source, io, signal);
}

async function writeCsv(
  sql: string,
  limit: number | undefined,
  source: LocalSource,
  io: CliIo,
  signal: AbortSignal,
): Promise<void> {
  const { columns, frames } = await streamRows(sql, limit, source, signal);
  await io.write(csvHeader(columns));
  for await (const frame of frames) await io.write(csvRows(frame));
}

const streamRows = (sql: string, limit: number | undefined, source: LocalSource, signal: AbortSignal) => {
  const limits = { ...LOCAL_LIMITS, maxRows: limit ?? Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER };
  return source.connection.stream({ sql, policy: source.policy, limits }, signal);
};

async function jsonAnswer(
  answer: Answer,
  limit: number | undefined,
  source: LocalSource,
  io: CliIo,
  signal: AbortSignal,
): Promise<string> {
  const { question, verdict, confidence, sql, chart, alternatives } = answer;
  const object = {
    question,
    verdict,
    confidence,
    sql,
    columns: answer.result?.columns ?? [],
    rows: await allRows(answer, limit, source, signal),
    chart,
    explanation: answer.explanation || answer.sentence,
    alternatives,
    assumptions: answer.assumptions,
    draftedBy: answer.receipt?.draftedBy ?? null,
    models: answer.receipt?.models ?? [],
    trust: answer.trust,
    insights: answer.insights,
    receipt: answer.receipt,
  };
  return jsonText(object, io.isOutputTerminal);
}

/** The answer carries its first page; a longer result is read again from its statement. */
async function allRows(
  { result, sql }: Answer,
  limit: number | undefined,
  source: LocalSource,
  signal: AbortSignal,
): Promise<readonly (readonly JsonCell[])[]> {
  if (result === null || sql === null) return [];
  const wanted = Math.min(limit ?? result.rowCount, result.rowCount);
  if (result.rows.length >= wanted) return result.rows.slice(0, wanted);
  const rows: JsonCell[][] = [];
  const { frames } = await streamRows(sql, wanted, source, signal);
  for await (const frame of frames) rows.push(...frameRows(frame).map((row) => row.map(cellToJson)));
  return rows;
}

/** What was not understood, or what there is to choose from, and what to type instead. */
function explainMissing(answer: Answer, io: CliIo): ExitCode {
  io.warn(`${answer.sentence}\n`);
  const readings = answer.verdict === "ask" ? readingsOf(answer) : [];
  if (readings.length > 0) io.warn(`\n${listReadings(readings, 1)}\n\nAdd --reading 1 or another number.\n`);
  else if (answer.suggestions.length > 0) {
    io.warn(`\nQuestions that work here:\n${answer.suggestions.map((question) => `  ${question}`).join("\n")}\n`);
  }
  return EXIT.notUnderstood;
}
