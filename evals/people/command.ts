import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Cell } from "@parlance/core";
import { type PreparedSource, prepareSource } from "@parlance/engine";
import type { Answerer } from "../model/answerer.ts";
import { type FileAnswers, fileAnswers } from "../model/file-answers.ts";
import { type DemoDatabase, PACK_DAY, withDemoDatabases } from "../phenomena/demo-database.ts";
import { groupBy } from "../report/figures.ts";
import { SAMPLES_FOLDER } from "../samples/command.ts";
import { askFiles, type FileOutcome } from "../tabular/ask-files.ts";
import { fileReport, missLines } from "../tabular/file-report.ts";
import { loadFiles } from "../tabular/load-files.ts";
import { parseQuestionLines, type SourcedQuestion } from "../tabular/question-lines.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const NOON = Date.parse(`${PACK_DAY}T12:00:00Z`);

/** "open" may be read by whoever improves the engine; of "held" only the rates are told. */
export const readPeople = (name: "open" | "held"): SourcedQuestion[] =>
  parseQuestionLines(readFileSync(join(HERE, `${name}.txt`), "utf8"));

interface Asked {
  readonly source: PreparedSource;
  query(sql: string): Promise<Cell[][]>;
  /** Undefined: the engine alone. */
  readonly answerer: Answerer | undefined;
}

async function askAll(questions: readonly SourcedQuestion[], asked: Asked): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const { question, answers } of questions) {
    const wanted: Cell[][][] = [];
    for (const sql of answers) wanted.push(await asked.query(sql));
    outcomes.push(await askFiles(asked, asked.source, question, wanted, NOON, asked.answerer));
  }
  return outcomes;
}

export const askPeople = (
  questions: readonly SourcedQuestion[],
  answers: FileAnswers = fileAnswers(false),
): Promise<FileOutcome[]> =>
  withDemoDatabases(async (demos) => {
    const outcomes: FileOutcome[] = [];
    for (const [name, group] of groupBy(questions, (question) => question.source)) {
      const demo = demos.get(name);
      outcomes.push(...(demo ? await askDemo(demo, group, answers) : await askFile(name, group, answers)));
    }
    return outcomes;
  });

async function askDemo(
  { source, tables, run }: DemoDatabase,
  questions: readonly SourcedQuestion[],
  answers: FileAnswers,
): Promise<FileOutcome[]> {
  return askAll(questions, { source, query: run, answerer: await answers.answererFor({ tables }) });
}

async function askFile(
  name: string,
  questions: readonly SourcedQuestion[],
  answers: FileAnswers,
): Promise<FileOutcome[]> {
  const path = join(SAMPLES_FOLDER, name);
  const files = await loadFiles([path]);
  try {
    const source = prepareSource(files.catalog, files.values);
    const answerer = await answers.answererFor({ files: [path] });
    return await askAll(questions, { source, query: files.query, answerer });
  } finally {
    files.close();
  }
}

/** `npm run eval -- people [--misses] [--with-model]`: the open half with its misses, the held half without. */
export async function runPeople(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { misses: { type: "boolean" }, "with-model": { type: "boolean" } },
  });
  const answers = fileAnswers(values["with-model"] === true);
  const open = await askPeople(readPeople("open"), answers);
  console.log(fileReport("questions people type", open));
  if (values.misses) console.log(missLines(open));
  console.log(fileReport("held questions people type", await askPeople(readPeople("held"), answers)));
  answers.printReport();
  await answers.close();
}
