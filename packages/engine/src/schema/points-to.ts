import type { SchemaModel, TableModel } from "./schema-model.ts";

const known = new WeakMap<SchemaModel, Map<TableModel, ReadonlyMap<TableModel, number>>>();
const FARTHEST = 4;

/** The tables of which each row has one, through the keys it holds, with how many steps lie between; itself at 0. */
export function pointedAt(table: TableModel, schema: SchemaModel): ReadonlyMap<TableModel, number> {
  let ofSchema = known.get(schema);
  if (!ofSchema) {
    ofSchema = new Map();
    known.set(schema, ofSchema);
  }
  const earlier = ofSchema.get(table);
  if (earlier) return earlier;
  const found = new Map([[table, 0]]);
  const byName = new Map(schema.tables.map((other) => [other.name.toLowerCase(), other]));
  for (const [at, steps] of found)
    for (const key of steps < FARTHEST ? at.source.foreignKeys : []) {
      const target = byName.get(key.refTable.toLowerCase());
      if (target && !found.has(target)) found.set(target, steps + 1);
    }
  ofSchema.set(table, found);
  return found;
}

/** Whether many rows of the one may belong to a single row of the other. */
export const isBelow = (low: TableModel, high: TableModel, schema: SchemaModel): boolean =>
  low !== high && pointedAt(low, schema).has(high);
