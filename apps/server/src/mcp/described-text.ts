import type { DescribedCatalog, DescribedTable } from "./describe-catalog.ts";

/** A described catalog with one line a column: the fewest tokens that a model still reads without mistakes. */
export function describedText({ dialect, tableCount, tables, otherTables }: DescribedCatalog): string {
  const parts = [`${tableCount} ${tableCount === 1 ? "table" : "tables"}; SQL dialect: ${dialect}`];
  parts.push(...tables.map(tableText));
  if (otherTables.length > 0) parts.push(`Not described here: ${otherTables.join(", ")}`);
  return parts.join("\n\n");
}

function tableText({ name, kind, comment, rowCount, primaryKey, foreignKeys, columns }: DescribedTable): string {
  const facts = [kind === "view" ? "view" : "", rowCount === undefined ? "" : `${rowCount} rows`, comment ?? ""];
  const keys = foreignKeys.map(
    ({ columns: from, refTable, refColumns }) => `  ${from.join(", ")} -> ${refTable} (${refColumns.join(", ")})`,
  );
  return [
    [name, facts.filter(Boolean).join("; ")].filter(Boolean).join(": "),
    ...columns.map((column) => columnText(column, primaryKey.includes(column.name))),
    ...keys,
  ]
    .map((line) => line.replace(/[\p{Cc}\u2028\u2029]+/gu, " "))
    .join("\n");
}

function columnText(column: DescribedTable["columns"][number], isKey: boolean): string {
  const { name, type, nullable, comment, samples } = column;
  const facts = [type, isKey ? "key" : "", nullable ? "" : "not null", comment ?? ""];
  const seen = samples === undefined ? "" : ` [${samples.join(" | ")}]`;
  return `  ${name} (${facts.filter(Boolean).join(", ")})${seen}`;
}
