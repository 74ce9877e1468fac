import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { askTables } from "../products/command.ts";
import { fileReport, missLines } from "../tabular/file-report.ts";
import { parseQuestionLines, type SourcedQuestion } from "../tabular/question-lines.ts";
import { WORDING_TABLES } from "./tables.ts";

/** "open" may be read by whoever improves the engine; of "held" only the rates are told. */
export const readWording = (name: "open" | "held"): SourcedQuestion[] =>
  parseQuestionLines(readFileSync(join(import.meta.dirname, `${name}.txt`), "utf8"));

/** `npm run eval -- wording [--misses]`: the open half with its misses, the held half without. */
export async function runWording(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { misses: { type: "boolean" } } });
  const open = await askTables(readWording("open"), WORDING_TABLES);
  console.log(fileReport("plain wording", open));
  if (values.misses) console.log(missLines(open));
  console.log(fileReport("held plain wording", await askTables(readWording("held"), WORDING_TABLES)));
}
