import type { Catalog, Column, ColumnValues, ForeignKey, Table } from "../catalog.ts";
import { type ColumnRule, isTextMask, type Restrictions, restrictionOf, type TableRestriction } from "./restriction.ts";

/**
 * The catalog as somebody under these restrictions may see it: no hidden column, nothing that was read off rows or
 * values which are not theirs (samples, extremes, frequent values, counts), and the types that masked columns come out
 * with. The version stays: whoever keeps something by it must add `restrictionsKey`.
 */
export function restrictCatalog(catalog: Catalog, restrictions: Restrictions | undefined): Catalog {
  if (restrictions === undefined) return catalog;
  return { ...catalog, tables: catalog.tables.map((table) => restrictTable(table, restrictions)) };
}

/** Values for the engine's index, without those of restricted rows and columns. */
export function restrictValues(
  values: readonly ColumnValues[],
  restrictions: Restrictions | undefined,
): readonly ColumnValues[] {
  return values.filter(({ table, column }) => {
    const restriction = restrictionOf(restrictions, table);
    return restriction === undefined || (restriction.rows === undefined && ruleOf(restriction, column) === undefined);
  });
}

const ruleOf = (restriction: TableRestriction | undefined, column: string): ColumnRule | undefined =>
  restriction !== undefined && Object.hasOwn(restriction.columns, column) ? restriction.columns[column] : undefined;

function restrictTable(table: Table, restrictions: Restrictions): Table {
  const restriction = restrictionOf(restrictions, table.name);
  const foreignKeys = table.foreignKeys.flatMap((key) => restrictKey(table.name, key, restrictions));
  if (restriction === undefined) return { ...table, foreignKeys };
  const { rowCount, samples, indexes, ...rest } = table;
  const isWhole = restriction.rows === undefined;
  const columns = table.columns.flatMap((column) => restrictColumn(column, restriction));
  const isPlain = (name: string) =>
    ruleOf(restriction, name) === undefined && columns.some((column) => column.name === name);
  return {
    ...rest,
    columns,
    foreignKeys,
    primaryKey: table.primaryKey.every(isPlain) ? table.primaryKey : [],
    ...(indexes === undefined ? {} : { indexes: indexes.filter((index) => index.columns.every(isPlain)) }),
    ...(isWhole && rowCount !== undefined ? { rowCount } : {}),
    ...(isWhole && samples !== undefined ? { samples: restrictSamples(table, samples, restriction) } : {}),
  };
}

function restrictColumn(column: Column, restriction: TableRestriction): readonly Column[] {
  const rule = ruleOf(restriction, column.name);
  if (rule?.kind === "hide") return [];
  const { profile, ...rest } = column;
  if (rule === undefined) return restriction.rows === undefined ? [column] : [rest];
  const type = isTextMask(rule) ? ({ kind: "text", native: "text" } as const) : column.type;
  return [{ ...rest, type, nullable: true, masking: rule.kind }];
}

function restrictSamples(
  table: Table,
  samples: readonly (readonly unknown[])[],
  restriction: TableRestriction,
): readonly (readonly unknown[])[] {
  const rules = table.columns.map((column) => ruleOf(restriction, column.name));
  return samples.map((row) =>
    row.flatMap((cell, i) => (rules[i]?.kind === "hide" ? [] : [rules[i] === undefined ? cell : null])),
  );
}

/** Hashed keys still meet, since equal values have equal hashes; other masked ones do not. */
function restrictKey(table: string, key: ForeignKey, restrictions: Restrictions): readonly ForeignKey[] {
  const own = restrictionOf(restrictions, table);
  const other = restrictionOf(restrictions, key.refTable);
  const meets = key.columns.every((column, i) => {
    const [here, there] = [ruleOf(own, column), ruleOf(other, key.refColumns[i] ?? "")];
    return here === undefined ? there === undefined : here.kind === "hash" && there?.kind === "hash";
  });
  if (!meets) return [];
  const { evidence, ...rest } = key;
  return own?.rows === undefined && other?.rows === undefined ? [key] : [rest];
}
