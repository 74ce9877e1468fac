import type { ForeignKey, Table } from "@parlance/core";
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
      if (table.foreignKeys.some((key) => key.columns[0] === column.name)) return [];
      for (const target of tables) {
        const refColumn = targetColumn(table, column.name, target);
        const isBack = found.has(`${target.name}>${table.name}`) || isPointedAt(target, table);
        if (
          refColumn === undefined ||
          isBack ||
          !isContained(database, table.name, column.name, target.name, refColumn)
        ) {
          continue;
        }
        found.add(`${table.name}>${target.name}`);
        const evidence = `${column.name} is named after ${target.name}.${refColumn} and its values are found there`;
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

function isContained(database: SqliteDatabase, table: string, column: string, target: string, key: string): boolean {
  const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const own = `SELECT DISTINCT ${quote(column)} AS v FROM ${quote(table)} WHERE ${quote(column)} IS NOT NULL`;
  const [row] = database.query(
    `SELECT count(*), count(t.k) FROM (${own}) LEFT JOIN (SELECT ${quote(key)} AS k FROM ${quote(target)}) t ON t.k = v`,
  ).rows;
  const total = Number(row?.[0] ?? 0);
  return total > 0 && Number(row?.[1] ?? 0) / total >= MIN_CONTAINED;
}
