import type { GuardPolicy } from "@parlance/core";
import { RefusalFound } from "../refusal.ts";
import { asWritten } from "../restrict/edited-text.ts";
import type { JudgedText } from "../restrict/judge-text.ts";
import { findName, isWord, type NameAmongTokens, schemasOfColumns } from "../restrict/name-tokens.ts";
import { RESTRICT_DIALECTS } from "../restrict/restrict-dialect.ts";
import { checkRestricted, refuseRewriting, restrictStatement, type TableSpot } from "../restrict/restrict-statement.ts";
import { MAX_SQL_LENGTH, readDuckdb } from "./judge.ts";
import { type Token, tokenize } from "./lexer.ts";
import type { TableReference } from "./walk.ts";

/**
 * Judges a statement and writes the policy's restrictions into it. `serialize` is the engine's json_serialize_sql, which
 * also reads the finished statement once more before it counts.
 */
export async function restrictDuckdb(
  sql: string,
  policy: GuardPolicy,
  serialize: (sql: string) => Promise<string>,
): Promise<JudgedText> {
  // The engine's tree of a statement that is refused for its length alone could take all its memory.
  const tree = sql.length > MAX_SQL_LENGTH ? "" : await serialize(sql);
  const read = readDuckdb(tree, sql, policy);
  const { verdict } = read;
  if (!verdict.isAllowed || policy.restrictions === undefined) return { verdict, runs: asWritten(sql) };
  try {
    const spots = tableSpots(sql, read.references);
    const runs = restrictStatement(sql, spots, policy, RESTRICT_DIALECTS.duckdb);
    if (runs === undefined) return { verdict, runs: asWritten(sql) };
    const again = readDuckdb(await serialize(runs.sql), runs.sql, policy);
    if (!again.verdict.isAllowed) return refuseRewriting();
    checkRestricted(sql, spots, tableSpots(runs.sql, again.references), policy);
    return { verdict, runs };
  } catch (error) {
    if (error instanceof RefusalFound) return { verdict: error.verdict, runs: asWritten(sql) };
    throw error;
  }
}

function tableSpots(sql: string, references: readonly TableReference[]): readonly TableSpot[] {
  const tokens = tokenize(sql);
  return references.map((reference) => {
    const start = reference.at ?? -1;
    const name = findName(tokens, start, reference.parts);
    return name === undefined || reference.isPast ? unreadable(reference, start) : spotOf(reference, name, tokens);
  });
}

const unreadable = ({ table, alias }: TableReference, start: number): TableSpot => ({
  table,
  start: Math.max(0, start),
  end: Math.max(0, start),
  nameStart: Math.max(0, start),
  nameEnd: Math.max(0, start),
  alias,
  rowName: undefined,
  obstacle: "Rules apply to this table, and they cannot be applied to the way it is named here.",
});

/** Where only a name may stand, a query has to stand instead. */
function spotOf(
  { table, alias }: TableReference,
  { start, end, lastPart, before }: NameAmongTokens,
  tokens: readonly Token[],
): TableSpot {
  const lead = LEADS.find(({ word }) => isWord(before, word));
  return {
    table,
    start: lead?.isReplaced ? (before?.start ?? start) : start,
    end,
    nameStart: start,
    nameEnd: end,
    alias,
    rowName: lastPart,
    ...(lead === undefined ? {} : { lead: lead.text }),
    ...(alias === undefined ? { dropped: schemasOfColumns(tokens, table.name, table.schema ?? "main") } : {}),
  };
}

const LEADS: readonly { readonly word: string; readonly text: string; readonly isReplaced: boolean }[] = [
  { word: "TABLE", text: "SELECT * FROM ", isReplaced: true },
  { word: "SHOW", text: "DESCRIBE SELECT * FROM ", isReplaced: true },
  { word: "DESCRIBE", text: "SELECT * FROM ", isReplaced: false },
  { word: "DESC", text: "SELECT * FROM ", isReplaced: false },
  { word: "SUMMARIZE", text: "SELECT * FROM ", isReplaced: false },
];
