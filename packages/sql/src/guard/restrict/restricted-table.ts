import type { ColumnRule, GuardTable, TableRestriction } from "@parlance/core";
import { printCondition } from "./print-condition.ts";
import type { RestrictDialect } from "./restrict-dialect.ts";

/** A table's name as the statement spells it, and what belongs to it inside the query that takes its place. */
export interface BaseTable {
  readonly table: GuardTable;
  readonly name: string;
  /** Written between the name and its alias, such as PARTITION (p0). */
  readonly beforeAlias?: string;
  /** Written after the alias, such as TABLESAMPLE SYSTEM (10). */
  readonly afterAlias?: string;
}

/**
 * The query that takes a restricted table's place, in brackets and without an alias of its own: the columns that may be
 * seen, as they may be seen, of the rows that may be seen. `row` names the base table inside. Undefined where the
 * columns would have to be known and are not, or where none may be seen.
 */
export function restrictedTable(
  base: BaseTable,
  restriction: TableRestriction,
  hashKey: string,
  row: string,
  dialect: RestrictDialect,
): string | undefined {
  const { rows } = restriction;
  const from = [base.name, base.beforeAlias, `AS ${row}`, base.afterAlias]
    .filter((part) => part !== undefined)
    .join(" ");
  const isPlain = Object.keys(restriction.columns).length === 0;
  const hasClause = dialect.fence !== "case";
  if (isPlain && rows === undefined) return `(SELECT ${row}.* FROM ${from})`;
  if (isPlain && hasClause && rows !== undefined) {
    return `(SELECT ${row}.* FROM ${from} WHERE ${printCondition(rows, row, dialect)} ${clauseOf(dialect)})`;
  }
  const visible = base.table.columns.filter((column) => ruleOf(restriction, column)?.kind !== "hide");
  if (visible.length === 0) return undefined;
  const columnOf = (name: string) => printColumn(name, ruleOf(restriction, name), hashKey, row, dialect);
  if (rows === undefined) return `(SELECT ${visible.map(columnOf).join(", ")} FROM ${from})`;
  const condition = printCondition(rows, row, dialect);
  if (hasClause) {
    return `(SELECT ${visible.map(columnOf).join(", ")} FROM ${from} WHERE ${condition} ${clauseOf(dialect)})`;
  }
  const seen = `${row}_seen`;
  const emptied = visible.map((name) => {
    const value = printValue(name, ruleOf(restriction, name), hashKey, row, dialect);
    return `CASE WHEN ${row}.${seen} THEN ${value} END AS ${dialect.quoteName(name)}`;
  });
  return `(SELECT ${emptied.join(", ")} FROM (SELECT ${row}.*, (${condition}) AS ${seen} FROM ${from}) AS ${row} WHERE ${row}.${seen})`;
}

const clauseOf = ({ fence }: RestrictDialect): string => (fence === "case" ? "" : fence.clause);

const ruleOf = ({ columns }: TableRestriction, column: string): ColumnRule | undefined =>
  Object.hasOwn(columns, column) ? columns[column] : undefined;

const printColumn = (
  name: string,
  rule: ColumnRule | undefined,
  hashKey: string,
  row: string,
  dialect: RestrictDialect,
): string => `${printValue(name, rule, hashKey, row, dialect)} AS ${dialect.quoteName(name)}`;

function printValue(
  name: string,
  rule: ColumnRule | undefined,
  hashKey: string,
  row: string,
  dialect: RestrictDialect,
): string {
  const column = `${row}.${dialect.quoteName(name)}`;
  if (rule === undefined) return column;
  return masked(column, rule, hashKey, dialect) ?? nothingOf(column);
}

function masked(column: string, rule: ColumnRule, hashKey: string, dialect: RestrictDialect): string | undefined {
  if (rule.kind === "hash") return dialect.hashed(dialect.asText(column), hashKey);
  if (rule.kind === "hide" || rule.mask.keep === "null") return undefined;
  if (rule.mask.keep === "year") return dialect.firstOfYear(column, rule.type ?? "text");
  if (rule.type !== undefined && SHAPELESS.has(rule.type)) return undefined;
  const characters = Math.max(0, Math.trunc(rule.mask.characters));
  return dialect.starred(dialect.asText(column), rule.mask.keep, Number.isFinite(characters) ? characters : 0);
}

/** Types whose text begins or ends with nothing that a person would know a value by. */
const SHAPELESS: ReadonlySet<string> = new Set(["boolean", "json", "binary", "list", "struct", "interval"]);

/** NULL of the column's own type, so that statements over it still fit. */
const nothingOf = (column: string): string => `CASE WHEN 1 = 0 THEN ${column} END`;
