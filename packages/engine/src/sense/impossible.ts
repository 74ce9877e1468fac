import { type AggregateExpr, containsAggregate, type Expr, type Predicate, type Query } from "@parlance/sql";
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
      contradictsItself(block),
  );

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
