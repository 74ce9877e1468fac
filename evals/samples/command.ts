import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Cell } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import { z } from "zod";
import { type FileAnswers, fileAnswers } from "../model/file-answers.ts";
import { groupBy } from "../report/figures.ts";
import { askFiles, type FileOutcome } from "../tabular/ask-files.ts";
import { fileReport, missLines } from "../tabular/file-report.ts";
import { loadFiles } from "../tabular/load-files.ts";

const LINE = z.object({
  id: z.string(),
  /** Below the samples folder. */
  files: z.array(z.string()),
  question: z.string(),
  kind: z.string(),
  /** Acceptable answers as DuckDB SQL over the ingested tables; none when the data cannot tell. */
  answers: z.array(z.string()),
});
export type SampleQuestion = z.infer<typeof LINE>;

const HERE = dirname(fileURLToPath(import.meta.url));
export const SAMPLES_FOLDER = join(HERE, "../../../shared/data/samples");
export const hasSamples = existsSync(SAMPLES_FOLDER);

/** "questions" may be read by whoever improves the engine; of "held" only the rates are told. */
export const readSamples = (name: "questions" | "held"): SampleQuestion[] =>
  readFileSync(join(HERE, `${name}.jsonl`), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => LINE.parse(JSON.parse(line)));

export async function askSamples(
  questions: readonly SampleQuestion[],
  asking: FileAnswers = fileAnswers(false),
): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const group of groupBy(questions, (question) => question.files.join()).values()) {
    const paths = (group[0]?.files ?? []).map((file) => join(SAMPLES_FOLDER, file));
    const files = await loadFiles(paths);
    const answerer = await asking.answererFor({ files: paths });
    const source = prepareSource(files.catalog, files.values);
    for (const question of group) {
      const answers: Cell[][][] = [];
      for (const sql of question.answers) answers.push(await files.query(sql));
      outcomes.push(await askFiles(files, source, question.question, answers, undefined, answerer));
    }
    files.close();
  }
  return outcomes;
}

/** The sample questions, then the held third without its misses. */
export async function runSamples(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { misses: { type: "boolean" }, "with-model": { type: "boolean" } },
  });
  const asking = fileAnswers(values["with-model"] === true);
  const open = await askSamples(readSamples("questions"), asking);
  console.log(fileReport("sample questions", open));
  if (values.misses) console.log(missLines(open));
  console.log(fileReport("held sample questions", await askSamples(readSamples("held"), asking)));
  asking.printReport();
  await asking.close();
}
