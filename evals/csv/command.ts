import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { prepareSource } from "@parlance/engine";
import { z } from "zod";
import { groupBy } from "../report/figures.ts";
import { askFiles, type FileOutcome } from "../tabular/ask-files.ts";
import { fileReport, missLines } from "../tabular/file-report.ts";
import { loadFiles } from "../tabular/load-files.ts";

const CELL = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const LINE = z.object({ table: z.string(), question: z.string(), answer: z.array(z.array(CELL)) });
const USAGE = "npm run eval -- csv <dir> [--limit N] [--misses]     <dir> holds questions.jsonl and the files it names";

/** Questions over plain files, read as an upload would be and answered in DuckDB. */
export async function runCsv(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { limit: { type: "string" }, misses: { type: "boolean" } },
    allowPositionals: true,
  });
  const [dir] = positionals;
  if (dir === undefined || !existsSync(join(resolve(dir), "questions.jsonl"))) throw new Error(USAGE);
  const lines = readFileSync(join(resolve(dir), "questions.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const questions = lines.map((line) => LINE.parse(JSON.parse(line))).slice(0, Number(values.limit ?? lines.length));
  const outcomes: FileOutcome[] = [];
  for (const [table, group] of groupBy(questions, (question) => question.table)) {
    const files = await loadFiles([join(resolve(dir), table)]);
    const source = prepareSource(files.catalog, files.values);
    for (const question of group) outcomes.push(await askFiles(files, source, question.question, [question.answer]));
    files.close();
  }
  console.log(fileReport(dir, outcomes));
  if (values.misses) console.log(missLines(outcomes));
}
