import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Cell } from "@parlance/core";
import { type PreparedSource, prepareSource } from "@parlance/engine";
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
}

async function askAll(questions: readonly SourcedQuestion[], asked: Asked): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const { question, answers } of questions) {
    const wanted: Cell[][][] = [];
    for (const sql of answers) wanted.push(await asked.query(sql));
    outcomes.push(await askFiles(asked, asked.source, question, wanted, NOON));
  }
  return outcomes;
}

export const askPeople = (questions: readonly SourcedQuestion[]): Promise<FileOutcome[]> =>
  withDemoDatabases(async (demos) => {
    const outcomes: FileOutcome[] = [];
    for (const [name, group] of groupBy(questions, (question) => question.source)) {
      const demo = demos.get(name);
      outcomes.push(...(demo ? await askAll(group, demoAsked(demo)) : await askFile(name, group)));
    }
    return outcomes;
  });

const demoAsked = ({ source, run }: DemoDatabase): Asked => ({ source, query: run });

async function askFile(name: string, questions: readonly SourcedQuestion[]): Promise<FileOutcome[]> {
  const files = await loadFiles([join(SAMPLES_FOLDER, name)]);
  try {
    return await askAll(questions, { source: prepareSource(files.catalog, files.values), query: files.query });
  } finally {
    files.close();
  }
}

/** `npm run eval -- people [--misses]`: the open half with its misses, the held half without. */
export async function runPeople(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { misses: { type: "boolean" } } });
  const open = await askPeople(readPeople("open"));
  console.log(fileReport("questions people type", open));
  if (values.misses) console.log(missLines(open));
  console.log(fileReport("held questions people type", await askPeople(readPeople("held"))));
}
