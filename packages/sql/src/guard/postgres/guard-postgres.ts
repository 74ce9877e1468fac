import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import { RefusalFound, type Refused, refuse } from "../refusal.ts";
import { asWritten, type RunnableText } from "../restrict/edited-text.ts";
import { RESTRICT_DIALECTS } from "../restrict/restrict-dialect.ts";
import { checkRestricted, refuseRewriting, restrictStatement } from "../restrict/restrict-statement.ts";
import { visibleTo } from "../restrict/visible-to.ts";
import { type Judgement, judgeSelect, type TableReference } from "./judge.ts";
import { judgeFields } from "./judge-fields.ts";
import { parsePostgres } from "./parser.ts";
import { characterOffsets } from "./positions.ts";
import { tableSpots } from "./table-spots.ts";
import { hasOnlyTables, type ValueTypes } from "./type-uses.ts";

/** Longer than any statement a person or a model writes for reading. */
export const MAX_SQL_LENGTH = 500_000;

export type JudgedStatement =
  | {
      readonly verdict: Extract<GuardVerdict, { isAllowed: true }>;
      /** The statement to run: as it was written, or with the policy's restrictions written in. */
      readonly runs: RunnableText;
      /** Tables that `runs` names. */
      readonly references: readonly TableReference[];
    }
  | { readonly verdict: Refused };

/**
 * Judges one PostgreSQL statement by allow-list on the server's own parser. Pure and total: whatever it is given, it
 * answers with a verdict. Assumes standard_conforming_strings, which the driver sets: without it the server would read
 * backslashes in strings otherwise than this parser.
 */
export async function guardPostgres(sql: string, policy: GuardPolicy, types?: ValueTypes): Promise<GuardVerdict> {
  return (await judgePostgres(sql, policy, types)).verdict;
}

/** The verdict, and for an allowed statement what must run in its place and which tables that names where. */
export async function judgePostgres(sql: string, policy: GuardPolicy, types?: ValueTypes): Promise<JudgedStatement> {
  const read = await readPostgres(sql, policy, types);
  if ("refused" in read) return refused(read.refused);
  const verdict = { isAllowed: true, tables: [...read.found] } as const;
  try {
    const spots = tableSpots(sql, read);
    const runs = restrictStatement(sql, spots, policy, RESTRICT_DIALECTS.postgres);
    if (runs === undefined) return { verdict, runs: asWritten(sql), references: read.references };
    const again = await readPostgres(runs.sql, policy, types, read);
    if ("refused" in again) return refuseRewriting();
    checkRestricted(sql, spots, tableSpots(runs.sql, again), policy);
    return { verdict, runs, references: again.references };
  } catch (error) {
    if (error instanceof RefusalFound) return refused(error.verdict);
    throw error;
  }
}

type ReadStatement = Judgement | { readonly refused: Refused };

/**
 * `written`: what the person wrote, where `sql` is that with rules written in. Fields are judged in what was written:
 * the queries that rules put in the place of tables have the tables' columns and no others.
 */
async function readPostgres(
  sql: string,
  policy: GuardPolicy,
  types: ValueTypes | undefined,
  written?: Judgement,
): Promise<ReadStatement> {
  if (sql.length > MAX_SQL_LENGTH) return { refused: refuse("too-long", "The statement is too long.") };
  // A driver that passes C strings would run only what stands before it.
  if (sql.includes("\0")) {
    return { refused: refuse("syntax", "The statement holds a NUL character.", sql.indexOf("\0")) };
  }
  // Half of a pair becomes another character on its way to the server.
  if (/\p{Surrogate}/u.test(sql)) return { refused: refuse("syntax", "The statement holds a broken character.") };
  const offsets = characterOffsets(sql);
  const parsed = await parsePostgres(sql);
  if ("error" in parsed) return { refused: refuse(parsed.rule, parsed.error, offsets.ofCharacter(parsed.character)) };
  const readsOnlyTables = written?.readsOnlyTables ?? (() => hasOnlyTables(parsed.statements));
  const judgement: Judgement = {
    policy,
    types,
    readsOnlyTables,
    found: new Set(),
    references: [],
    placeOf: offsets.ofByte,
  };
  try {
    const select = onlySelect(parsed.statements, judgement);
    judgeSelect(judgement, select);
    if (written === undefined) judgeFields({ ...judgement, policy: visibleTo(policy) }, select);
  } catch (error) {
    if (error instanceof RefusalFound) return { refused: error.verdict };
    if (error instanceof RangeError) return { refused: refuse("too-deep", "The statement is nested too deeply.") };
    throw error;
  }
  return judgement;
}

const refused = (verdict: Refused): JudgedStatement => ({ verdict });

interface RawStatement {
  readonly stmt?: unknown;
  readonly stmt_location?: unknown;
}

function onlySelect(statements: readonly RawStatement[], { placeOf }: Judgement): unknown {
  const [first, second] = statements;
  if (first === undefined) throw new RefusalFound(refuse("select-only", "There is no statement to run."));
  if (second !== undefined) {
    const place = placeOf(second.stmt_location);
    throw new RefusalFound(refuse("one-statement", "Only one statement can run at a time.", place));
  }
  const [kind, select] = Object.entries(first.stmt ?? {})[0] ?? [];
  if (kind !== "SelectStmt") throw new RefusalFound(refuseStatement(String(kind)));
  return select;
}

function refuseStatement(kind: string): Refused {
  if (kind === "ExplainStmt")
    return refuse("explain-not-offered", "EXPLAIN is not offered here; run the query itself.");
  if (kind === "VariableShowStmt") return refuse("show-not-offered", "SHOW is not offered here.");
  const words = kind
    .replace(/Stmt$/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return refuse("select-only", `Only reading with SELECT is allowed, and this is: ${words}.`, 0);
}
