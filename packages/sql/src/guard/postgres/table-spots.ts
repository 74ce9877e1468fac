import { type Token, tokenize } from "../duckdb/lexer.ts";
import { afterBrackets, findName, isWord, type NameAmongTokens, schemasOfColumns } from "../restrict/name-tokens.ts";
import type { TableSpot } from "../restrict/restrict-statement.ts";
import type { Judgement, TableReference } from "./judge.ts";

/** The tables of a statement that was read, as places in its text. */
export function tableSpots(sql: string, { references, placeOf, policy }: Judgement): readonly TableSpot[] {
  // Only restrictions need them.
  if (policy.restrictions === undefined) return [];
  const tokens = tokenize(sql);
  return references.map((reference) => {
    const start = placeOf(reference.at) ?? 0;
    const name = findName(tokens, start, reference.isQualified ? 2 : 1);
    return name === undefined ? unreadable(reference, start) : spotOf(sql, reference, name, tokens);
  });
}

const NOT_READ = "Rules apply to this table, and they cannot be applied to the way it is named here.";

const unreadable = ({ table, alias }: TableReference, start: number): TableSpot => ({
  table,
  start,
  end: start,
  nameStart: start,
  nameEnd: start,
  alias,
  rowName: undefined,
  obstacle: NOT_READ,
});

function spotOf(sql: string, reference: TableReference, name: NameAmongTokens, tokens: readonly Token[]): TableSpot {
  const only = reference.isOnly ? withOnly(sql, name) : undefined;
  const first = reference.isOnly && isWord(name.before, "ONLY") ? name.beforeThat : name.before;
  const isTable = isWord(first, "TABLE");
  const [nameStart, nameEnd] = only ?? [name.start, name.end];
  const { table, alias } = reference;
  const schemas = alias === undefined ? schemasOfColumns(tokens, reference.name, table?.schema ?? "public") : [];
  const sample = reference.isSampled ? sampleOf(sql, name) : {};
  const isObscure = reference.isOnly && only === undefined;
  return {
    table: reference.table,
    start: isTable ? (first?.start ?? nameStart) : nameStart,
    end: nameEnd,
    nameStart,
    nameEnd,
    alias: reference.alias,
    rowName: name.lastPart,
    ...(isTable ? { lead: "SELECT * FROM " } : {}),
    ...sample,
    dropped: [...schemas, ...(sample.dropped ?? [])],
    ...(isObscure ? { obstacle: NOT_READ } : {}),
  };
}

/** ONLY orders and ONLY (orders) go into the query as they stand. */
function withOnly(sql: string, { start, end, before, after }: NameAmongTokens): readonly [number, number] | undefined {
  if (isWord(before, "ONLY")) return [before?.start ?? start, end];
  const close = after[0];
  const only = /\bONLY\s*\(\s*$/i.exec(sql.slice(0, start));
  return only === null || close?.text !== ")" ? undefined : [only.index, close.end];
}

/** A sample is taken of the table itself, before any rule leaves rows out. */
function sampleOf(sql: string, { after }: NameAmongTokens): Partial<TableSpot> {
  const sample = after.findIndex((token) => isWord(token, "TABLESAMPLE"));
  const open = after.findIndex((token, i) => i > sample && token.text === "(");
  const close = sample < 0 || open < 0 ? -1 : afterBrackets(after, open);
  if (close < 0) return { obstacle: NOT_READ };
  const end = isWord(after[close], "REPEATABLE") ? afterBrackets(after, close + 1) : close;
  const range = { start: after[sample]?.start ?? 0, end: after[end - 1]?.end ?? 0 };
  return end < 0 ? { obstacle: NOT_READ } : { afterAlias: sql.slice(range.start, range.end), dropped: [range] };
}
