import type { Dialect, Table } from "@parlance/core";
import { DIALECT_TRAITS, printName } from "@parlance/sql";

/** A name as a query in the dialect must spell it, quotes included. */
export const writtenName = (name: string, dialect: Dialect): string =>
  dialect === "mongodb" ? name : printName(name, DIALECT_TRAITS[dialect]);

/** A table's name with its schema where it has one. */
export function writtenTable(table: Table, dialect: Dialect): string {
  const name = writtenName(table.nativeName ?? table.name, dialect);
  return table.schema === undefined || dialect === "mongodb" ? name : `${writtenName(table.schema, dialect)}.${name}`;
}
