import type { Column, ForeignKey, Table } from "@parlance/core";
import type { SqliteDatabase } from "../sqlite/open-sqlite.ts";

/** Names that many unrelated tables share; an equal name alone proves nothing. */
const COMMON_NAMES = new Set(["id", "name", "year", "date", "type", "code", "description", "status"]);
const MIN_CONTAINED = 0.95;
const CONFIDENCE = 0.8;

/** Keys that tables.json leaves out: the column is named after the other's key, and (nearly) all its values are there. */
export function inferKeys(database: SqliteDatabase, tables: readonly Table[]): Table[] {
  const found = new Set<string>();
  return tables.map((table) => {
    const keys = table.columns.flatMap((column): ForeignKey[] => {
      // A key that a table has to itself under another name is often a slip of whoever wrote it down.
      const declared = table.foreignKeys.find((key) => key.columns[0] === column.name);
      if (declared && (declared.refTable !== table.name || declared.refColumns[0] === column.name)) return [];
      for (const target of tables) {
        const named = targetColumn(table, column.name, target);
        const refColumn = declared
          ? target.primaryKey.find((key) => key === named)
          : (named ?? sparseKey(column, table, target));
        const isBack = found.has(`${target.name}>${table.name}`) || isPointedAt(target, table);
        if (
          refColumn === undefined ||
          isBack ||
          !isContained(database, table.name, column.name, target.name, refColumn)
        ) {
          continue;
        }
        found.add(`${table.name}>${target.name}`);
        const reason = named === undefined ? "holds such numbers as" : "is named after";
        const evidence = `${column.name} ${reason} ${target.name}.${refColumn} and its values are found there`;
        return [
          {
            columns: [column.name],
            refTable: target.name,
            refColumns: [refColumn],
            origin: "inferred",
            confidence: CONFIDENCE,
            evidence,
          },
        ];
      }
      return [];
    });
    return keys.length === 0 ? table : { ...table, foreignKeys: [...table.foreignKeys, ...keys] };
  });
}

const isPointedAt = (from: Table, to: Table): boolean =>
  from.foreignKeys.some((key) => key.refTable.toLowerCase() === to.name.toLowerCase());

const squash = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
const singular = (name: string): string => name.replace(/ies$/, "y").replace(/s$/, "");

/** The unique column of `target` that `column` is named after. */
function targetColumn(table: Table, column: string, target: Table): string | undefined {
  if (target.name === table.name) return undefined;
  const name = squash(column);
  return target.columns.find((candidate) => {
    const { profile } = candidate;
    if (!profile || profile.rows === 0 || profile.distinct !== profile.rows) return false;
    const own = squash(candidate.name);
    const isSame = name === own && !COMMON_NAMES.has(own);
    const isPrefixed = own === "id" && name.endsWith(`${singular(squash(target.name))}id`);
    return isSame || isPrefixed;
  })?.name;
}

const MIN_VALUES = 5;
/** Numbers spread this thinly over their range are not met by chance. */
const MIN_SPREAD = 8;

/** The key of `target` whose numbers are so sparse that a column of nothing but such numbers must point to it. */
function sparseKey(column: Column, table: Table, target: Table): string | undefined {
  if (target.name === table.name || target.primaryKey.length !== 1 || table.primaryKey.includes(column.name))
    return undefined;
  const key = target.columns.find((candidate) => candidate.name === target.primaryKey[0]);
  const profile = key?.profile;
  if (!key || !profile || column.type.kind !== "integer" || key.type.kind !== "integer") return undefined;
  if (profile.distinct !== profile.rows || profile.rows < MIN_VALUES || (column.profile?.distinct ?? 0) < MIN_VALUES)
    return undefined;
  const range = Number(profile.max) - Number(profile.min);
  return range / profile.distinct >= MIN_SPREAD && !/year|date/i.test(key.name) ? key.name : undefined;
}

function isContained(database: SqliteDatabase, table: string, column: string, target: string, key: string): boolean {
  const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const own = `SELECT DISTINCT ${quote(column)} AS v FROM ${quote(table)} WHERE ${quote(column)} IS NOT NULL`;
  const [row] = database.query(
    `SELECT count(*), count(t.k) FROM (${own}) LEFT JOIN (SELECT ${quote(key)} AS k FROM ${quote(target)}) t ON t.k = v`,
  ).rows;
  const total = Number(row?.[0] ?? 0);
  return total > 0 && Number(row?.[1] ?? 0) / total >= MIN_CONTAINED;
}
