import type { SchemaModel, TableModel } from "../schema/schema-model.ts";
import type { Piece } from "./piece.ts";

/** Tables that keys tie together, directly or over others, share a number. */
const parts = new WeakMap<SchemaModel, ReadonlyMap<number, number>>();

function partsOf(schema: SchemaModel): ReadonlyMap<number, number> {
  const known = parts.get(schema);
  if (known) return known;
  const parent = schema.tables.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (parent[root] !== root && parent[root] !== undefined) root = parent[root] ?? root;
    return root;
  };
  const byName = new Map(schema.tables.map((table) => [table.name.toLowerCase(), table.id]));
  for (const table of schema.tables)
    for (const key of table.source.foreignKeys) {
      const target = byName.get(key.refTable.toLowerCase());
      if (target !== undefined) parent[rootOf(table.id)] = rootOf(target);
    }
  const found = new Map(schema.tables.map((table) => [table.id, rootOf(table.id)]));
  parts.set(schema, found);
  return found;
}

/** Whether keys tie the two together, directly or over others. */
export const areTied = (one: TableModel, other: TableModel, schema: SchemaModel): boolean =>
  partsOf(schema).get(one.id) === partsOf(schema).get(other.id);

/** The table a piece takes its column or rows from. */
export function tableOf(piece: Piece): TableModel | undefined {
  switch (piece.kind) {
    case "project":
    case "aggregate":
    case "where":
    case "versusAverage":
    case "versusOther":
    case "aggregateWhere":
      return piece.column.table;
    case "group":
      return piece.key.kind === "table" ? piece.key.table : piece.key.column?.table;
    case "order":
    case "top":
      return piece.by.kind === "count" ? piece.by.table : piece.by.column.table;
    case "frequent":
      return "columns" in piece.key ? piece.key : piece.key.table;
    case "entity":
    case "absent":
      return piece.table;
    case "count":
      return piece.table ?? piece.column?.table;
    case "countWhere":
      return piece.table;
    default:
      return undefined;
  }
}

const ANOTHER_TABLE = 0.1;
const OUT_OF_REACH = 1.5;

/** What it costs to draw on these tables at once; a table that no key ties to the first costs the most. */
export function spreadCost(tables: readonly number[], schema: SchemaModel): number {
  if (tables.length < 2) return 0;
  const part = partsOf(schema);
  const first = part.get(tables[0] ?? 0);
  const apart = tables.filter((table) => part.get(table) !== first).length;
  return ANOTHER_TABLE * (tables.length - 1) + OUT_OF_REACH * apart;
}
