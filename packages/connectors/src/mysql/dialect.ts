import type { Dialect } from "@parlance/core";

export const MYSQL_DIALECT = "mysql" satisfies Dialect;

export const quoteName = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

/** The first rows of a table, for a preview. */
export const previewSql = (table: string, rows: number): string =>
  `SELECT * FROM ${quoteName(table)} LIMIT ${Math.max(0, Math.trunc(rows))}`;
