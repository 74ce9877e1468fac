import { AppError, type Catalog, type Column, DIALECTS, findTable, type Table } from "@parlance/core";
import { z } from "zod";

/** About what a model can read of one source without losing the thread. */
const MAX_CHARACTERS = 60_000;
const MAX_NAMES = 2_000;
const SAMPLES = 5;
const MAX_SAMPLE_CHARACTERS = 60;

const describedTable = z.object({
  name: z.string(),
  schema: z.string().optional(),
  kind: z.enum(["table", "view"]),
  comment: z.string().optional(),
  rowCount: z.number().optional(),
  primaryKey: z.array(z.string()),
  foreignKeys: z.array(
    z.object({
      columns: z.array(z.string()),
      refTable: z.string(),
      refColumns: z.array(z.string()),
      isInferred: z.boolean().describe("Found in the data, not declared."),
    }),
  ),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      nullable: z.boolean(),
      comment: z.string().optional(),
      samples: z.array(z.string()).optional().describe("Frequent values, or the smallest and the largest."),
    }),
  ),
});

export const describedCatalog = z.object({
  dialect: z.enum(DIALECTS),
  version: z.string(),
  tableCount: z.number().describe("Tables of the whole source."),
  tables: z.array(describedTable),
  otherTables: z.array(z.string()).describe("Tables that were meant as well and did not fit."),
});

export type DescribedCatalog = z.output<typeof describedCatalog>;
export type DescribedTable = z.output<typeof describedTable>;

export interface WantedTables {
  readonly tables?: readonly string[] | undefined;
  readonly search?: string | undefined;
  readonly includeSamples: boolean;
}

/** What a caller wants to know of a catalog, as much of it as fits. */
export function describeCatalog(catalog: Catalog, wanted: WantedTables): DescribedCatalog {
  const meant = meantTables(catalog, wanted);
  const tables: DescribedTable[] = [];
  let characters = 0;
  for (const table of meant) {
    const described = describeTable(table, wanted.includeSamples);
    characters += JSON.stringify(described).length;
    if (characters > MAX_CHARACTERS && tables.length > 0) break;
    tables.push(described);
  }
  return {
    dialect: catalog.dialect,
    version: catalog.version,
    tableCount: catalog.tables.length,
    tables,
    otherTables: meant.slice(tables.length, tables.length + MAX_NAMES).map((table) => table.name),
  };
}

function meantTables(catalog: Catalog, { tables, search }: WantedTables): readonly Table[] {
  if (tables !== undefined) return tables.map((name) => findTable(catalog, name) ?? missing(name));
  if (search === undefined) return catalog.tables;
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return catalog.tables.filter((table) => {
    const text = [table.name, table.comment, ...table.columns.flatMap(({ name, comment }) => [name, comment])]
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function missing(name: string): never {
  throw new AppError("TABLE_NOT_FOUND", {
    message: `There is no table "${name}" in this source.`,
    hint: "Leave tables out to see which there are.",
  });
}

function describeTable(table: Table, hasSamples: boolean): DescribedTable {
  const { name, schema, kind, comment, rowCount, primaryKey, foreignKeys, columns } = table;
  return {
    name,
    ...(schema === undefined ? {} : { schema }),
    kind,
    ...(comment === undefined ? {} : { comment }),
    ...(rowCount === undefined ? {} : { rowCount }),
    primaryKey: [...primaryKey],
    foreignKeys: foreignKeys.map((key) => ({
      columns: [...key.columns],
      refTable: key.refTable,
      refColumns: [...key.refColumns],
      isInferred: key.origin === "inferred",
    })),
    columns: columns.map((column) => describeColumn(column, hasSamples)),
  };
}

function describeColumn(column: Column, hasSamples: boolean): DescribedTable["columns"][number] {
  const samples = hasSamples ? samplesOf(column) : [];
  return {
    name: column.name,
    type: column.type.kind,
    nullable: column.nullable,
    ...(column.comment === undefined ? {} : { comment: column.comment }),
    ...(samples.length === 0 ? {} : { samples }),
  };
}

const RANGED = new Set(["integer", "bigint", "decimal", "double", "date", "time", "timestamp", "timestamptz"]);

function samplesOf({ type, profile }: Column): string[] {
  if (profile === undefined) return [];
  const { min, max, topValues } = profile;
  const values = RANGED.has(type.kind) ? [min, max] : topValues.slice(0, SAMPLES).map(({ value }) => value);
  return values.flatMap((value) => (value === undefined ? [] : [value.slice(0, MAX_SAMPLE_CHARACTERS)]));
}
