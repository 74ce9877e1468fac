import { blockTables, type ColumnExpr, type Expr, type Query } from "@parlance/sql";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";

/** A query one small step away from another, with what the step costs by hand-set scores. */
export interface Step {
  readonly query: Query;
  readonly bonus: number;
  readonly form: string;
}

/** Readings close to a good one: what words alone cannot settle, such as which of two keys joins two tables. */
export function nearbyQueries(query: Query, schema: SchemaModel, words: ReadonlySet<string>): Step[] {
  if (query.from || query.set || query.limit?.per) return [];
  return [
    ...keysAsRoles(query, schema),
    ...otherKeys(query, schema, words),
    ...shorterLists(query),
    ...twinColumns(query, schema),
    ...keysInstead(query, schema),
  ];
}

const isSame = (a: Expr, b: Expr): boolean =>
  a === b || (a.kind === "column" && b.kind === "column" && a.table === b.table && a.column === b.column);

const modelOf = (expr: Expr, schema: SchemaModel): ColumnModel | undefined =>
  expr.kind === "column" ? schema.columns.find((column) => isSame(column.expr, expr)) : undefined;

/** A shown column is left out, of the groups too. */
function withoutItem(query: Query, at: number): Query {
  const dropped = query.select[at]?.expr;
  const groupBy = query.groupBy?.filter((expr) => dropped === undefined || !isSame(expr, dropped));
  const { groupBy: _, ...rest } = query;
  return {
    ...rest,
    select: query.select.filter((__, i) => i !== at),
    ...(groupBy && groupBy.length > 0 ? { groupBy } : {}),
  };
}

/** "students who have president votes": a key's name says in which role the tables are tied; it is no column to show. */
function keysAsRoles(query: Query, schema: SchemaModel): Step[] {
  if (query.select.length < 2) return [];
  return query.select.flatMap(({ expr }, at) => {
    const model = modelOf(expr, schema);
    if (!model?.refTable) return [];
    const rest = withoutItem(query, at);
    if (query.groupBy && !rest.groupBy) return [];
    const table = model.table.name;
    const anchors = [...new Set([...(query.anchors ?? []), table])];
    return [
      { query: { ...rest, anchors, joinHints: [{ key: `${table}.${model.name}` }] }, bonus: -0.1, form: "key-role" },
    ];
  });
}

/** Two tables with several keys between them can be joined by each. */
function otherKeys(query: Query, schema: SchemaModel, words: ReadonlySet<string>): Step[] {
  if (query.joinHints) return [];
  const used = new Set(blockTables(query).map((instance) => instance.table));
  if (used.size < 2) return [];
  const found: Step[] = [];
  for (const table of schema.tables) {
    const keys = table.source.foreignKeys.filter((key) => key.refTable !== table.name);
    for (const key of keys) {
      if (!used.has(key.refTable) || keys.filter((other) => other.refTable === key.refTable).length < 2) continue;
      const model = table.columns.find((column) => column.name === key.columns[0]);
      const said = model?.stems.filter((word) => words.has(word)).length ?? 0;
      found.push({
        query: { ...query, joinHints: [{ key: `${table.name}.${key.columns[0] ?? ""}` }] },
        bonus: said > 0 ? 0.1 : -0.25,
        form: "key-choice",
      });
    }
  }
  return found.slice(0, 6);
}

/** A word that only looked like one more column to show. */
function shorterLists(query: Query): Step[] {
  const columns = query.select.filter((item) => item.expr.kind === "column").length;
  if (query.select.length < 2 || columns === 0) return [];
  return query.select.flatMap(({ expr }, at) => {
    if (expr.kind !== "column") return [];
    const rest = withoutItem(query, at);
    return query.groupBy && !rest.groupBy ? [] : [{ query: rest, bonus: -0.45, form: "shorter" }];
  });
}

function replaced(query: Query, from: ColumnExpr, to: ColumnExpr): Query {
  const swap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(swap);
    if (value === null || typeof value !== "object") return value;
    if ("kind" in value && value.kind === "column" && "table" in value && "column" in value)
      return value.table === from.table && value.column === from.column ? to : value;
    if ("select" in value) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, swap(inner)]));
  };
  const entries = Object.entries(query).map(([key, value]) => [key, swap(value)]);
  return Object.fromEntries(entries) as Query; // the same shape, with one column for another
}

function columnsOf(query: Query): ColumnExpr[] {
  const found = new Map<string, ColumnExpr>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (value !== null && typeof value === "object") {
      if ("kind" in value && value.kind === "column" && "table" in value && "column" in value) {
        const expr = value as ColumnExpr; // checked by its kind
        found.set(`${expr.table}.${expr.column}`, expr);
      } else for (const inner of Object.values(value)) visit(inner);
    }
  };
  visit([query.select, query.where, query.groupBy, query.order, query.having]);
  return [...found.values()];
}

/** A column of the same name in another table that takes part. */
function twinColumns(query: Query, schema: SchemaModel): Step[] {
  const used = new Set(blockTables(query).map((instance) => instance.table));
  if (used.size < 2) return [];
  return columnsOf(query).flatMap((expr) => {
    const model = modelOf(expr, schema);
    if (!model || model.role === "id") return [];
    return schema.columns
      .filter(
        (twin) =>
          twin.table !== model.table &&
          used.has(twin.table.name) &&
          twin.name.toLowerCase() === model.name.toLowerCase(),
      )
      .map((twin) => ({ query: replaced(query, expr, twin.expr), bonus: -0.3, form: "twin" }));
  });
}

/** A table of which only the key is used: the column that points to it says the same, without the join. */
function keysInstead(query: Query, schema: SchemaModel): Step[] {
  const instances = blockTables(query);
  if (instances.length < 2) return [];
  const columns = columnsOf(query);
  return instances.flatMap(({ table }) => {
    const own = columns.filter((expr) => expr.table === table);
    const key = schema.tables.find((candidate) => candidate.name === table)?.keyColumn;
    const [only] = own;
    if (!key || own.length !== 1 || !only || !isSame(only, key.expr)) return [];
    return instances.flatMap((other): Step[] => {
      const pointing = schema.columns.find((column) => column.table.name === other.table && column.refTable === table);
      if (!pointing || other.table === table) return [];
      const swapped = replaced(query, only, pointing.expr);
      const { anchors: _, ...rest } = swapped;
      const anchors = query.anchors?.filter((name) => name !== table) ?? [];
      return [{ query: { ...rest, ...(anchors.length > 0 ? { anchors } : {}) }, bonus: -0.1, form: "key-instead" }];
    });
  });
}
