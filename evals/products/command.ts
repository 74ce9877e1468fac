import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Cell } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import { PACK_DAY } from "../phenomena/demo-database.ts";
import { groupBy } from "../report/figures.ts";
import { SAMPLES_FOLDER } from "../samples/command.ts";
import { askFiles, type FileOutcome } from "../tabular/ask-files.ts";
import { fileReport, missLines } from "../tabular/file-report.ts";
import { type LoadedFiles, loadFiles } from "../tabular/load-files.ts";
import { parseQuestionLines, type SourcedQuestion } from "../tabular/question-lines.ts";
import { csvOf, PRODUCT_TABLES, type ProductTable } from "./tables.ts";

const NOON = Date.parse(`${PACK_DAY}T12:00:00Z`);

/** "open" may be read by whoever improves the engine; of "held" only the rates are told. */
export const readProducts = (name: "open" | "held"): SourcedQuestion[] =>
  parseQuestionLines(readFileSync(join(import.meta.dirname, `${name}.txt`), "utf8"));

type Tables = Readonly<Record<string, () => ProductTable>>;

/** A table of our own is written out as the file a person would upload. */
async function openTable(name: string, tables: Tables): Promise<LoadedFiles> {
  const make = tables[name];
  if (!make) return loadFiles([join(SAMPLES_FOLDER, name)]);
  const folder = mkdtempSync(join(tmpdir(), "parlance-products-"));
  try {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, csvOf(make()));
    return await loadFiles([path]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const askProducts = (questions: readonly SourcedQuestion[]): Promise<FileOutcome[]> =>
  askTables(questions, PRODUCT_TABLES);

export async function askTables(questions: readonly SourcedQuestion[], tables: Tables): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const [name, group] of groupBy(questions, (question) => question.source)) {
    const files = await openTable(name, tables);
    try {
      const source = prepareSource(files.catalog, files.values);
      for (const { question, answers } of group) {
        const wanted: Cell[][][] = [];
        for (const sql of answers) wanted.push(await files.query(sql));
        outcomes.push(await askFiles(files, source, question, wanted, NOON));
      }
    } finally {
      files.close();
    }
  }
  return outcomes;
}

/** `npm run eval -- products [--misses]`: the open half with its misses, the held half without. */
export async function runProducts(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { misses: { type: "boolean" } } });
  const open = await askProducts(readProducts("open"));
  console.log(fileReport("product questions", open));
  if (values.misses) console.log(missLines(open));
  console.log(fileReport("held product questions", await askProducts(readProducts("held"))));
}
