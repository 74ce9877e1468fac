import type { Query } from "../../ast/query.ts";
import { blockTables, queryTables } from "../../ast/walk.ts";
import type { SqlSchema } from "../join-plan.ts";
import { groupedDistinct, uniqueHeadings } from "../normal-form.ts";
import { printCondition } from "./conditions.ts";
import { type Environment, type Json, notExpressible, plainEnvironment, type Stage } from "./environment.ts";
import { groupQuery } from "./grouping.ts";
import { printOrdering } from "./ordering.ts";
import { printValue } from "./values.ts";

/**
 * The aggregate command, in extended JSON, that answers a query over one collection.
 * Errors: QUERY_NOT_EXPRESSIBLE for what needs another collection or an operator that MongoDB 4.4 lacks.
 */
export function printPipeline(query: Query, schema: SqlSchema): string {
  const [collection, ...others] = queryTables(query);
  if (collection === undefined || others.length > 0) throw notExpressible("several collections");
  const name = schema.tables.find((table) => table.name.toLowerCase() === collection.toLowerCase())?.name;
  return layOut(name ?? collection, printStages(query, schema));
}

/** One stage a line: a person reads and edits it. */
function layOut(collection: string, stages: readonly Stage[]): string {
  const lines = stages.map((stage) => `    ${JSON.stringify(stage)}`).join(",\n");
  const pipeline = stages.length === 0 ? "[]" : `[\n${lines}\n  ]`;
  return `{\n  "aggregate": ${JSON.stringify(collection)},\n  "pipeline": ${pipeline},\n  "cursor": {}\n}`;
}

function printStages(given: Query, schema: SqlSchema): readonly Stage[] {
  const query = groupedDistinct(given);
  if (query.set !== undefined) throw notExpressible(query.set.op);
  if (blockTables(query).some(({ via }) => via !== undefined)) throw notExpressible("roles");
  const before = query.from === undefined ? [] : printStages(query.from, schema);
  const rows = plainEnvironment(schema);
  const match: readonly Stage[] = query.where === undefined ? [] : [{ $match: printCondition(query.where, rows) }];
  const grouping = groupQuery(query, rows);
  const env = grouping?.env ?? rows;
  const having: readonly Stage[] = query.having === undefined ? [] : [{ $match: printCondition(query.having, env) }];
  return [
    ...before,
    ...match,
    ...(grouping?.stages ?? []),
    ...having,
    ...printOrdering(query, env),
    ...printShown(query, env, schema),
  ];
}

/** The shown columns under their headings. A whole document is shown field by field, so that every row has the same. */
function printShown(query: Query, env: Environment, schema: SqlSchema): readonly Stage[] {
  const headings = uniqueHeadings(query.select);
  const fields = query.select.flatMap(({ expr }, i): (readonly [string, Json])[] => {
    if (expr.kind === "star") return fieldsOf(expr.table, schema);
    return [[plainHeading(headings[i] ?? `c${i}`), printValue(expr, env)]];
  });
  if (fields.length === 0) return [{ $project: { _id: 0, c0: { $literal: 1 } } }];
  const shown = Object.fromEntries(
    fields.map(([name, value]) => [name, isConstant(value) ? { $literal: value } : value]),
  );
  return [{ $project: "_id" in shown ? shown : { _id: 0, ...shown } }];
}

/** A number or a flag in $project means "include" rather than itself. */
const isConstant = (value: Json): boolean => typeof value === "number" || typeof value === "boolean" || value === null;

function fieldsOf(table: string, schema: SqlSchema): (readonly [string, Json])[] {
  const columns = schema.tables.find(({ name }) => name.toLowerCase() === table.toLowerCase())?.columns ?? [];
  return columns.map(({ name }) => [plainHeading(name), `$${name}`]);
}

/** A dot would nest the field, and a dollar would name an operator. */
const plainHeading = (name: string): string => name.replaceAll(".", "_").replace(/^\$+/, "");
