import {
  type GuardPolicy,
  type GuardTable,
  type Restrictions,
  restrictionOf,
  type TableRestriction,
} from "@parlance/core";
import { stop } from "../refusal.ts";
import { applyEdits, type RunnableText, type TextEdit } from "./edited-text.ts";
import type { RestrictDialect } from "./restrict-dialect.ts";
import { restrictedTable } from "./restricted-table.ts";

/** A base table where a statement names it. Names of WITH queries never come here. UTF-16 offsets, end exclusive. */
export interface TableSpot {
  /** Absent where the policy allows every table and does not list this one. */
  readonly table: GuardTable | undefined;
  readonly start: number;
  /** Where the name itself stands, inside start and end. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Behind everything that goes along with the name into the query that takes its place. */
  readonly end: number;
  /** The alias it has in the statement. */
  readonly alias: string | undefined;
  /** What it is called without one, as it is to be written; absent where no alias may stand. */
  readonly rowName: string | undefined;
  /** What stands before the query in its place: SELECT * FROM where TABLE was said. */
  readonly lead?: string;
  readonly beforeAlias?: string;
  readonly afterAlias?: string;
  /** What has no meaning for a query, such as hints for an index. */
  readonly dropped?: readonly { readonly start: number; readonly end: number }[];
  /** Set where the statement asks for something of the table that a query in its place cannot give. */
  readonly obstacle?: string;
  /** Only the names and types of the table's columns are asked for. */
  readonly isDescribed?: boolean;
}

/**
 * Writes the policy's restrictions into an allowed statement. Undefined where none of its tables has any. Refuses with
 * "cannot-be-restricted" where they cannot be written in.
 */
export function restrictStatement(
  sql: string,
  spots: readonly TableSpot[],
  policy: GuardPolicy,
  dialect: RestrictDialect,
): RunnableText | undefined {
  const { restrictions } = policy;
  if (restrictions === undefined) return undefined;
  checkTablesKnown(policy, restrictions);
  const edits = withoutRepeats(spots.flatMap((spot) => editsOf(sql, spot, restrictions, dialect)));
  if (edits.length === 0) return undefined;
  return applyEdits(sql, edits) ?? refuseRewriting();
}

/** What two spots want gone is gone once. */
const withoutRepeats = (edits: readonly TextEdit[]): readonly TextEdit[] =>
  edits.filter(
    ({ start, end, text }, i) =>
      text !== "" || edits.findIndex((each) => each.start === start && each.end === end && each.text === "") === i,
  );

/** Where every table may be read, a rule for one that is not listed could be passed by under another spelling of it. */
function checkTablesKnown(policy: GuardPolicy, restrictions: Restrictions): void {
  if (policy.allTables !== true) return;
  const isListed = (name: string): boolean => policy.tables.some((table) => table.name === name);
  if (restrictions.tables.every(({ table }) => isListed(table))) return;
  stop("cannot-be-restricted", "A rule speaks of a table that is not listed, so that nothing can be read.");
}

function editsOf(sql: string, spot: TableSpot, restrictions: Restrictions, dialect: RestrictDialect): TextEdit[] {
  const { table, start, end, nameStart, nameEnd } = spot;
  const restriction = table === undefined ? undefined : restrictionOf(restrictions, table.name);
  if (table === undefined || restriction === undefined) return [];
  if (spot.obstacle !== undefined) stop("cannot-be-restricted", spot.obstacle, start);
  if (spot.isDescribed) {
    if (hidesColumn(restriction)) stop("cannot-be-restricted", HIDES, start);
    return [];
  }
  const base = {
    table,
    name: sql.slice(nameStart, nameEnd),
    ...(spot.beforeAlias === undefined ? {} : { beforeAlias: spot.beforeAlias }),
    ...(spot.afterAlias === undefined ? {} : { afterAlias: spot.afterAlias }),
  };
  const query = restrictedTable(base, restriction, restrictions.hashKey, markFor(sql), dialect);
  if (query === undefined) {
    stop("table-not-allowed", `There is nothing to read in ${table.name} for you.`, start);
  }
  const alias = spot.alias === undefined && spot.rowName !== undefined ? ` AS ${spot.rowName}` : "";
  const text = `${spot.lead ?? ""}${query}${alias}`;
  return [{ start, end, text }, ...(spot.dropped ?? []).map((range) => ({ ...range, text: "" }))];
}

const HIDES = "Rules apply to the columns of this table; its catalog page tells those that you can read.";

const hidesColumn = ({ columns }: TableRestriction): boolean =>
  Object.values(columns).some((rule) => rule.kind === "hide");

/** A name for base tables inside what is written in; the statement holds it nowhere, so whatever bears it is ours. */
export function markFor(sql: string): string {
  const text = sql.toLowerCase();
  for (let n = 0; ; n++) {
    const mark = `restricted_${n}`;
    if (!text.includes(mark)) return mark;
  }
}

/**
 * Holds what was written in against a second reading: the finished statement must name the same restricted tables as
 * often, and each inside a query of ours. `before` and `after` are the tables as the guard read them in `sql` and in
 * the finished statement.
 */
export function checkRestricted(
  sql: string,
  before: readonly TableSpot[],
  after: readonly TableSpot[],
  policy: GuardPolicy,
): void {
  const mark = markFor(sql);
  const isRead = ({ table, isDescribed }: TableSpot): boolean =>
    isDescribed !== true && table !== undefined && restrictionOf(policy.restrictions, table.name) !== undefined;
  const read = after.filter(isRead);
  const isOurs = read.every(({ alias }) => alias?.toLowerCase() === mark);
  if (!isOurs || namesOf(read) !== namesOf(before.filter(isRead))) refuseRewriting();
}

const namesOf = (spots: readonly TableSpot[]): string =>
  JSON.stringify(spots.map(({ table }) => table?.name ?? "").toSorted());

export const refuseRewriting = (): never =>
  stop(
    "cannot-be-restricted",
    "The rules that apply to you cannot be applied to this statement; write it more simply.",
  );
