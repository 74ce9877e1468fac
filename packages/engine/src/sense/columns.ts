import type { Expr } from "@parlance/sql";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Figures that tell how something is, not how much of it there is: adding them up means nothing. */
const INTENSIVE = words(
  "rating score price age rate percent percentage ratio temperature temp level weight height year rank ranking grade gpa latitude longitude speed average mean avg mpg horsepower index min max wind depth discount expectancy length width number health score magnitude probability pressure humidity unit csat nps satisfaction stars",
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

type ByName = ReadonlyMap<string, ReadonlyMap<string, ColumnModel>>;

const known = new WeakMap<SchemaModel, ByName>();
/** One question asks about one schema, thousands of times. */
let last: { readonly schema: SchemaModel; readonly byName: ByName } | undefined;

function namesOf(schema: SchemaModel): ByName {
  if (last?.schema === schema) return last.byName;
  let byName = known.get(schema);
  if (!byName) {
    byName = columnsByName(schema);
    known.set(schema, byName);
  }
  last = { schema, byName };
  return byName;
}

function columnsByName(schema: SchemaModel): ByName {
  const byName = new Map<string, Map<string, ColumnModel>>();
  for (const column of schema.columns) {
    const own = byName.get(column.table.name);
    if (own) own.set(column.name, column);
    else byName.set(column.table.name, new Map([[column.name, column]]));
  }
  return byName;
}

export const columnOf = (expr: Expr, schema: SchemaModel): ColumnModel | undefined =>
  expr.kind === "column" ? namesOf(schema).get(expr.table)?.get(expr.column) : undefined;
