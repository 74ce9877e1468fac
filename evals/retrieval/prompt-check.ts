import type { Catalog, RetrievedContext } from "@parlance/core";
import { chooseTables } from "../../packages/ask/src/model/choose-tables.ts";
import { draftPrompt } from "../../packages/ask/src/prompts/draft-prompt.ts";
import { writtenName, writtenTable } from "../../packages/ask/src/prompts/written-names.ts";
import type { RetrievalQuestion } from "./questions.ts";

export interface PromptFacts {
  /** By the pipeline's own count, which is on the high side. */
  readonly tokens: number;
  readonly schemaTokens: number;
  readonly tables: number;
  readonly hasColumns: boolean;
}

/** The very prompt a model would get, and whether the columns of the right answer stand in it. */
export function checkPrompt(question: RetrievalQuestion, catalog: Catalog, retrieved: RetrievedContext): PromptFacts {
  const recognised = { tables: [], columns: new Set<string>(), values: [] };
  const prompt = draftPrompt({
    question: question.text,
    catalog,
    disclosure: "full",
    tables: chooseTables(catalog, recognised, retrieved),
    notes: retrieved.notes,
    values: [],
    readings: [],
    turns: [],
    today: "Thursday 2026-01-15",
    timeZone: "UTC",
  });
  const told = toldColumns(prompt.user);
  const isTold = ({ table: at, column }: { readonly table: number; readonly column: string }): boolean => {
    const table = catalog.tables[at];
    if (table === undefined) return false;
    const columns = told.get(writtenTable(table, catalog.dialect));
    return columns?.has(writtenName(column, catalog.dialect)) ?? false;
  };
  const hasTables = [...question.tables].every((at) => {
    const table = catalog.tables[at];
    return table !== undefined && told.has(writtenTable(table, catalog.dialect));
  });
  return {
    tokens: prompt.tokens,
    schemaTokens: prompt.tokens - emptyPromptTokens(question.text, catalog),
    tables: told.size,
    hasColumns: hasTables && question.columns.every(isTold),
  };
}

const emptyPromptTokens = (question: string, catalog: Catalog): number =>
  draftPrompt({
    question,
    catalog,
    disclosure: "full",
    tables: [],
    notes: [],
    values: [],
    readings: [],
    turns: [],
    today: "Thursday 2026-01-15",
    timeZone: "UTC",
  }).tokens;

/** Columns by table, as written. */
function toldColumns(prompt: string): ReadonlyMap<string, ReadonlySet<string>> {
  const told = new Map<string, Set<string>>();
  let current = new Set<string>();
  for (const line of prompt.split("\n")) {
    const head = /^CREATE (?:TABLE|VIEW) (.+?) \((?: --.*)?$/.exec(line);
    if (head) {
      current = new Set();
      told.set(head[1] ?? "", current);
    } else if (line.startsWith("  ")) {
      const column = /^ {2}("(?:[^"]|"")*"|`[^`]*`|\S+)/.exec(line);
      if (column) current.add(column[1] ?? "");
    }
  }
  return told;
}
