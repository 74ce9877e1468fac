import type { TypeKind } from "@parlance/core";
import {
  type AggregateExpr,
  containsAggregate,
  type Expr,
  type LiteralExpr,
  type Predicate,
  type Query,
} from "@parlance/sql";
import type { SchemaModel } from "../schema/schema-model.ts";
import { columnOf, repeats } from "./columns.ts";
import { exprsOf, type Inspected, predicatesOf } from "./inspected.ts";

/** True for what no database runs, or what runs and always says nothing: sums of dates, rows outside their groups. */
export const isImpossible = (inspected: Inspected): boolean =>
  inspected.blocks.some(
    (block) =>
      addsWhatIsNoNumber(block, inspected.question.schema) ||
      mixesRowsAndFigures(block) ||
      judgesGroupsByTheirRows(block) ||
      comparesWithManyRows(block, inspected.question.schema) ||
      contradictsItself(block) ||
      comparesWithAnotherKind(block, inspected.question.schema),
  );

/** Text that a database can make such a value of. */
const SPELLINGS: Partial<Record<TypeKind, RegExp>> = {
  time: /^\d{1,2}:\d{2}/,
  uuid: /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i,
  boolean: /^(?:true|false|yes|no|t|f|y|n|1|0|on|off)$/i,
  date: /^\d{4}-\d{1,2}-\d{1,2}/,
  timestamp: /^\d{4}-\d{1,2}-\d{1,2}/,
  timestamptz: /^\d{4}-\d{1,2}-\d{1,2}/,
};
const spelt = new WeakMap<SchemaModel, ReadonlyMap<string, RegExp>>();

/** The columns whose database refuses other text than such; SQLite takes any. */
function spellingsOf(schema: SchemaModel): ReadonlyMap<string, RegExp> {
  const earlier = spelt.get(schema);
  if (earlier) return earlier;
  const found = new Map<string, RegExp>();
  for (const { table, name, source } of schema.catalog.dialect === "sqlite" ? [] : schema.columns) {
    const spelling = SPELLINGS[source.type.kind];
    if (spelling) found.set(`${table.name}\u0000${name}`, spelling);
  }
  spelt.set(schema, found);
  return found;
}

/** "start = 'late'" of a time of day: an error of the database, not an answer. */
function comparesWithAnotherKind(block: Query, schema: SchemaModel): boolean {
  const spellings = spellingsOf(schema);
  if (spellings.size === 0 || !block.where) return false;
  return predicatesOf(block).some((predicate) => {
    if (!("left" in predicate) || predicate.left.kind !== "column") return false;
    const spelling = spellings.get(`${predicate.left.table}\u0000${predicate.left.column}`);
    return spelling !== undefined && literalsOf(predicate).some(({ value }) => !spelling.test(String(value)));
  });
}

function literalsOf(predicate: Predicate): readonly LiteralExpr[] {
  if (predicate.kind === "in") return predicate.values;
  const sides =
    predicate.kind === "compare"
      ? [predicate.right]
      : predicate.kind === "between"
        ? [predicate.low, predicate.high]
        : [];
  return sides.flatMap((side) => (side.kind === "literal" && side.value !== null ? [side] : []));
}

const ADDING: ReadonlySet<string> = new Set(["sum", "avg", "median"]);

const addsWhatIsNoNumber = (block: Query, schema: SchemaModel): boolean =>
  exprsOf(block).some((expr) => {
    if (expr.kind !== "aggregate" || !ADDING.has(expr.fn)) return false;
    const column = columnOf(expr.arg, schema);
    return column !== undefined && (column.type === "date" || column.type === "text" || column.role === "id");
  });

/** "SELECT max(x) ... ORDER BY y": the rows that y belongs to are gone. */
function mixesRowsAndFigures(block: Query): boolean {
  if (block.groupBy || block.from) return false;
  const shown = block.select.map((item) => item.expr);
  const ordered = (block.order ?? []).map((item) => item.expr);
  if (block.limit?.per) return [...shown, ...ordered].some(containsAggregate);
  if (shown.length === 0) return false;
  return shown.some(containsAggregate) ? [...shown, ...ordered].some(hasBareColumn) : ordered.some(containsAggregate);
}

const hasBareColumn = (expr: Expr): boolean =>
  expr.kind === "arithmetic"
    ? hasBareColumn(expr.left) || hasBareColumn(expr.right)
    : expr.kind === "column" || expr.kind === "star" || expr.kind === "bucket" || expr.kind === "datePart";

/** "HAVING sum(x) < y": each row of the group has a y of its own. */
function judgesGroupsByTheirRows({ groupBy, having }: Query): boolean {
  if (!groupBy || !having) return false;
  const keys = new Set(groupBy.map((expr) => JSON.stringify(expr)));
  const isLost = (expr: Expr): boolean =>
    expr.kind === "arithmetic"
      ? isLost(expr.left) || isLost(expr.right)
      : hasBareColumn(expr) && !keys.has(JSON.stringify(expr));
  const judges = (predicate: Predicate): boolean => {
    if ("items" in predicate) return predicate.items.some(judges);
    if (predicate.kind === "not") return judges(predicate.item);
    if (predicate.kind === "exists") return false;
    return isLost(predicate.left) || (predicate.kind === "compare" && isLost(predicate.right));
  };
  return judges(having);
}

/** A comparison with another row needs one row: a figure, a first row, or a row found by what tells it apart. */
function comparesWithManyRows(block: Query, schema: SchemaModel): boolean {
  return predicatesOf(block).some((predicate) => {
    if (predicate.kind !== "compare" || predicate.right.kind !== "scalar") return false;
    const inner = predicate.right.query;
    const isOne =
      inner.limit?.count === 1 ||
      (inner.groupBy === undefined && inner.select.every((item) => containsAggregate(item.expr)));
    return !isOne && inner.from === undefined && !findsOneRow(inner.where, schema);
  });
}

function findsOneRow(where: Predicate | undefined, schema: SchemaModel): boolean {
  const items = where?.kind === "and" ? where.items : where ? [where] : [];
  return items.some((item) => {
    if (item.kind === "like") return true;
    if (item.kind !== "compare" || item.op !== "=") return false;
    const column = columnOf(item.left, schema);
    const role = column?.role;
    return role === "id" || role === "name" || role === "free" || (column !== undefined && repeats(column) === false);
  });
}

/** "in 2025 and in 2026" of one date: no day lies in both. */
function contradictsItself(block: Query): boolean {
  const items = block.where?.kind === "and" ? block.where.items : [];
  const ranges = items.flatMap((item) => (item.kind === "dateRange" && !item.isNegated ? [item] : []));
  return ranges.some((a) =>
    ranges.some(
      (b) =>
        a !== b &&
        a.from !== undefined &&
        b.to !== undefined &&
        a.from >= b.to &&
        JSON.stringify(a.left) === JSON.stringify(b.left),
    ),
  );
}

export const isRowCount = (expr: Expr): expr is AggregateExpr =>
  expr.kind === "aggregate" && expr.fn === "count" && expr.arg.kind === "star";
