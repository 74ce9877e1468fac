import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Cell } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import { groupBy } from "../report/figures.ts";
import { askFiles, type FileOutcome } from "../tabular/ask-files.ts";
import { fileReport, missLines } from "../tabular/file-report.ts";
import { type LoadedFiles, loadFiles } from "../tabular/load-files.ts";
import { parseQuestionLines, type SourcedQuestion } from "../tabular/question-lines.ts";

const HERE = import.meta.dirname;

/** What came first, and what came later. */
const PACKS = ["", "later-", "further-", "fourth-"] as const;

/** "open" may be read by whoever improves the engine; of "held" only the rates are told. */
export const readStrangers = (name: `${(typeof PACKS)[number]}${"open" | "held"}`): SourcedQuestion[] =>
  parseQuestionLines(readFileSync(join(HERE, `${name}.txt`), "utf8"));

/** Where a file of the questions is: ours lie here, those of others where the caller put them. */
const fileOf = (source: string, others: string | undefined): string | undefined =>
  /^(?:files|later|further|fourth|mended)\//.test(source)
    ? join(HERE, source)
    : others === undefined
      ? undefined
      : join(resolve(others), source);

/** Right answers call the only table "t". */
const nameTable = ({ catalog, query }: LoadedFiles): Promise<Cell[][]> =>
  query(`CREATE VIEW t AS FROM "${(catalog.tables[0]?.name ?? "").replaceAll('"', '""')}"`);

export async function askStrangers(questions: readonly SourcedQuestion[], others?: string): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  for (const [name, group] of groupBy(questions, (question) => question.source)) {
    const path = fileOf(name, others);
    if (path === undefined || !existsSync(path)) {
      console.log(
        `skipped ${group.length} questions: ${name} is not there (evals/strangers/README.md says where from)`,
      );
      continue;
    }
    const files = await loadFiles([path]);
    try {
      const source = prepareSource(files.catalog, files.values);
      await nameTable(files);
      for (const { question, answers } of group) {
        const wanted: Cell[][][] = [];
        for (const sql of answers) wanted.push(await files.query(sql));
        outcomes.push(await askFiles(files, source, question, wanted));
      }
    } finally {
      files.close();
    }
  }
  return outcomes;
}

/** `npm run eval -- strangers [folder] [--misses]`: the open half with its misses, the held half without. */
export async function runStrangers(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { misses: { type: "boolean" } },
    allowPositionals: true,
  });
  const [others] = positionals;
  for (const prefix of PACKS) {
    const which = prefix.replace("-", " ");
    const open = await askStrangers(readStrangers(`${prefix}open`), others);
    console.log(fileReport(`questions about ${which}strangers' files`, open));
    if (values.misses) console.log(missLines(open));
    const held = await askStrangers(readStrangers(`${prefix}held`), others);
    console.log(fileReport(`held questions about ${which}strangers' files`, held));
  }
}
