import type { DuckDBConnection } from "@duckdb/node-api";
import type { DataType, ForeignKey } from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import { keySubject, ROLE_WORDS, stem, words } from "./key-names.ts";
import { canBeKey, isUnique, looksUnique, type PrimaryKey } from "./primary-key.ts";
import type { ProfiledColumn } from "./profile.ts";
import { asNumber, queryRow } from "./query.ts";
import type { TableFacts } from "./table-facts.ts";

/** A table with everything the search for keys needs. */
export interface KeyedTable {
  readonly facts: TableFacts;
  readonly columns: readonly ProfiledColumn[];
  readonly primaryKey: PrimaryKey | null;
}

interface Target {
  readonly table: KeyedTable;
  readonly column: ProfiledColumn;
}

interface Candidate extends Target {
  /** How strongly the names alone speak for it, 0 to 1. */
  readonly name: number;
}

const MIN_NAME_SCORE = 0.7;
/** Below this share of values found in the target, the names are a coincidence. */
const MIN_CONTAINMENT = 0.95;
const SAMPLED_VALUES = 20_000;

/** Declared keys, then for every other key-like column the best target whose values contain its own. */
export async function findForeignKeys(
  connection: DuckDBConnection,
  table: KeyedTable,
  all: readonly KeyedTable[],
): Promise<ForeignKey[]> {
  const declared: ForeignKey[] = (table.facts.table.foreignKeys ?? []).map((key) => ({
    ...key,
    origin: "declared",
    confidence: 1,
  }));
  const taken = new Set(declared.flatMap(({ columns }) => columns.map((column) => column.toLowerCase())));
  const inferred: ForeignKey[] = [];
  for (const column of table.columns) {
    if (taken.has(column.name.toLowerCase()) || !canBeKey(column) || column.profile.distinct === 0) continue;
    const key = await bestKey(connection, table, column, all);
    if (key) inferred.push(key);
  }
  return [...declared, ...inferred];
}

async function bestKey(
  connection: DuckDBConnection,
  table: KeyedTable,
  column: ProfiledColumn,
  all: readonly KeyedTable[],
): Promise<ForeignKey | null> {
  const candidates = all
    .flatMap((target) => targetsOf(target).map((targetColumn) => ({ table: target, column: targetColumn })))
    .filter((target) => !(target.table === table && target.column === column))
    .map((target): Candidate => ({ ...target, name: nameScore(table, column, target) }))
    .filter(({ name, column: target }) => name >= MIN_NAME_SCORE && isSameFamily(column.type, target.type))
    .sort((a, b) => b.name - a.name);
  for (const candidate of candidates.slice(0, 4)) {
    const found = await containment(connection, table.facts, column, candidate);
    if (found < MIN_CONTAINMENT) continue;
    return toForeignKey(column, candidate, found);
  }
  return null;
}

/** Columns of a table that others can point at: its key, or a unique column with a key's name. */
function targetsOf({ primaryKey, columns }: KeyedTable): ProfiledColumn[] {
  const single = primaryKey?.columns.length === 1 ? primaryKey.columns[0] : undefined;
  const key = columns.filter(({ name }) => name === single);
  const others = columns.filter(
    (column) => column.name !== single && keySubject(column.name) !== null && looksUnique(column),
  );
  return [...key, ...others];
}

function nameScore(table: KeyedTable, column: ProfiledColumn, target: Target): number {
  const targetTable = stem(target.table.facts.table.name);
  const isSelf = target.table === table;
  const subject = keySubject(column.name);
  const role = subject ?? words(column.name).join(" ");
  if (isSelf) return isOwnRole(role, targetTable) ? 0.85 : 0;
  const isKeyOfOwn = table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0] === column.name;
  const targetSubject = keySubject(target.column.name);
  // Two tables that both have an "id" are not related by it.
  if (subject === "" || (subject === null && !ROLE_WORDS.has(role) && stem(column.name) !== targetTable)) return 0;
  const subjectOfTarget = targetSubject === "" || targetSubject === null ? targetTable : targetSubject;
  const own = subject ?? stem(column.name);
  const score =
    own === subjectOfTarget || own === targetTable
      ? 1
      : own.endsWith(` ${targetTable}`) || own.endsWith(` ${subjectOfTarget}`)
        ? 0.85
        : lastWord(own) === lastWord(targetTable) && subject !== null
          ? 0.75
          : 0;
  // A table's own key rarely points elsewhere, except where one table extends another.
  return isKeyOfOwn ? score - 0.2 : score;
}

const lastWord = (text: string): string => text.split(" ").at(-1) ?? "";

const isOwnRole = (role: string, table: string): boolean =>
  ROLE_WORDS.has(role) || [...ROLE_WORDS].some((word) => role === `${word} ${table}` || role.startsWith(`${word} `));

const isSameFamily = (a: DataType, b: DataType): boolean => familyOf(a) === familyOf(b);
const familyOf = ({ kind }: DataType): string => (kind === "integer" || kind === "bigint" ? "whole" : kind);

/** Share of the column's distinct values, or of a sample of them, that the target holds. */
async function containment(
  connection: DuckDBConnection,
  facts: TableFacts,
  column: ProfiledColumn,
  { table, column: target }: Target,
): Promise<number> {
  if (!target.profile.distinctIsExact && !(await isUnique(connection, table.facts, [target.name]))) return 0;
  const own = quoteName(column.name);
  const row = await queryRow(
    connection,
    `WITH mine AS (SELECT DISTINCT ${own} AS v FROM (SELECT ${own} FROM ${facts.scan} WHERE ${own} IS NOT NULL LIMIT ${SAMPLED_VALUES * 10}) LIMIT ${SAMPLED_VALUES})
     SELECT count(*) AS n, count_if(EXISTS (SELECT 1 FROM ${table.facts.scan} t WHERE t.${quoteName(target.name)} = mine.v)) AS found FROM mine`,
  );
  const values = asNumber(row.n);
  return values === 0 ? 0 : asNumber(row.found) / values;
}

function toForeignKey(column: ProfiledColumn, { table, column: target, name }: Candidate, found: number): ForeignKey {
  const targetTable = table.facts.table.name;
  const share = found === 1 ? "every value" : `${(found * 100).toFixed(1)} % of values`;
  // Two or three small numbers are found in any list of ids.
  const weight = column.profile.distinct < 3 ? 0.1 : 0;
  return {
    columns: [column.name],
    refTable: targetTable,
    refColumns: [target.name],
    origin: "inferred",
    confidence: Math.min(
      0.99,
      Math.max(0.01, 0.5 * name + 0.49 * ((found - MIN_CONTAINMENT) / (1 - MIN_CONTAINMENT)) - weight),
    ),
    evidence: `"${column.name}" is named like "${target.name}" of ${targetTable}, which is unique, and ${share} of it is found there`,
  };
}
