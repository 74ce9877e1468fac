import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Cell } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import { z } from "zod";
import { type FileAnswers, fileAnswers } from "../model/file-answers.ts";
import { groupBy } from "../report/figures.ts";
import { countOf, createFolderOf } from "../report/options.ts";
import { askFiles, type FileOutcome, notAnswered } from "../tabular/ask-files.ts";
import { fileReport, missLines } from "../tabular/file-report.ts";
import { loadFiles } from "../tabular/load-files.ts";

const CELL = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const LINE = z.object({
  table: z.string(),
  question: z.string(),
  /** Rows, or plain values for answers of one column; left out where nobody knows the answer. */
  answer: z.array(z.union([z.array(CELL), CELL])).optional(),
});
const USAGE = `npm run eval -- csv <dir> [--limit N] [--out predictions.jsonl] [--misses] [--with-model]
  <dir> holds questions.jsonl, lines {"table": "sub/folder/file.csv", "question", "answer": [[...]]}, and the files`;

/** Questions over plain files, read as an upload would be and answered in DuckDB. */
export async function runCsv(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      limit: { type: "string" },
      out: { type: "string" },
      misses: { type: "boolean" },
      "with-model": { type: "boolean" },
    },
    allowPositionals: true,
  });
  const [dir] = positionals;
  if (dir === undefined || !existsSync(join(resolve(dir), "questions.jsonl"))) throw new Error(USAGE);
  const all = readQuestions(resolve(dir));
  const questions = all.slice(0, countOf(values.limit, all.length, USAGE));
  if (values.out !== undefined) writeFileSync(createFolderOf(values.out), "");
  const answers = fileAnswers(values["with-model"] === true);
  const outcomes = await askAll(resolve(dir), questions, answers);
  await answers.close();
  if (values.out !== undefined) writeFileSync(values.out, outcomes.map(predictionLine).join(""));
  const scored = outcomes.filter((_, position) => questions[position]?.answer !== undefined);
  console.log(fileReport(dir, scored));
  answers.printReport();
  if (values.misses) console.log(missLines(scored));
}

interface CsvQuestion {
  readonly index: number;
  readonly table: string;
  readonly question: string;
  readonly answer: Cell[][] | undefined;
}

function readQuestions(dir: string): CsvQuestion[] {
  const lines = readFileSync(join(dir, "questions.jsonl"), "utf8").split("\n");
  return lines
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      const { table, question, answer } = LINE.parse(JSON.parse(line));
      return { index, table, question, answer: answer?.map((row) => (Array.isArray(row) ? row : [row])) };
    });
}

const known = (answer: Cell[][] | undefined): Cell[][][] => (answer === undefined ? [] : [answer]);

/** Outcomes in the order of the questions; what fails is told, counts as wrong and costs no other question. */
async function askAll(dir: string, questions: readonly CsvQuestion[], answers: FileAnswers): Promise<FileOutcome[]> {
  const outcomes = questions.map(({ question, answer }) => notAnswered(question, known(answer)));
  const positions = new Map(questions.map((question, position) => [question, position]));
  for (const [table, group] of groupBy(questions, (question) => question.table)) {
    try {
      await askTable(dir, table, group, answers, (question, outcome) => {
        outcomes[positions.get(question) ?? 0] = outcome;
      });
    } catch (error) {
      console.error(`${table}: ${reasonOf(error)}`);
    }
  }
  return outcomes;
}

async function askTable(
  dir: string,
  table: string,
  group: readonly CsvQuestion[],
  answers: FileAnswers,
  onOutcome: (question: CsvQuestion, outcome: FileOutcome) => void,
): Promise<void> {
  const files = await loadFiles([join(dir, table)]);
  try {
    const source = prepareSource(files.catalog, files.values);
    const answerer = await answers.answererFor({ files: [join(dir, table)] });
    for (const question of group) {
      try {
        onOutcome(
          question,
          await askFiles(files, source, question.question, known(question.answer), undefined, answerer),
        );
      } catch (error) {
        console.error(`question ${question.index}: ${reasonOf(error)}`);
      }
    }
  } finally {
    files.close();
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

const predictionLine = ({ question, sql, confidence, verdict, isRight, ms }: FileOutcome, index: number): string =>
  `${JSON.stringify({ index, question, sql, confidence, verdict, isRight, ms: Math.round(ms * 1000) / 1000 })}\n`;
