import type { Expr } from "@parlance/sql";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Figures that tell how something is, not how much of it there is: adding them up means nothing. */
const INTENSIVE = words(
  "rating score price age rate percent percentage ratio temperature temp level weight height year rank ranking grade gpa latitude longitude speed average mean avg mpg horsepower index min max wind depth discount expectancy length width number health score magnitude probability pressure humidity unit",
);
/** "unit_price", "leg_number": the last word or a leading "unit" tells. */
export const isIntensive = (column: ColumnModel): boolean =>
  column.words.some((word) => INTENSIVE.has(word)) && !column.words.some((word) => ADDED.has(word));
const ADDED = words("total sum count units sold amount revenue sales quantity spend");

export const isAdditive = (column: ColumnModel): boolean => column.role === "measure" && !isIntensive(column);

const REPEATS = 0.9;

/** The same value stands in many rows, as far as the profile tells; undefined without one. */
export function repeats(column: ColumnModel): boolean | undefined {
  if (column.isPrimary) return false;
  const { profile } = column;
  if (!profile || profile.rows === 0) return undefined;
  return profile.distinct < REPEATS * (profile.rows - profile.nulls);
}

const byKey = new WeakMap<SchemaModel, ReadonlyMap<string, ColumnModel>>();

export function columnOf(expr: Expr, schema: SchemaModel): ColumnModel | undefined {
  if (expr.kind !== "column") return undefined;
  let known = byKey.get(schema);
  if (!known) {
    known = new Map(schema.columns.map((column) => [`${column.table.name}\n${column.name}`, column]));
    byKey.set(schema, known);
  }
  return known.get(`${expr.table}\n${expr.column}`);
}
