import { aggregate, arithmetic, numberLiteral, star } from "../ast/build.ts";
import type { AggregateExpr, AggregateFn, ArithmeticOp, Expr } from "../ast/expression.ts";
import type { Query } from "../ast/query.ts";
import type { Occurrence } from "./occurrence.ts";
import type { ColumnInReach, ColumnsInReach, ReadPredicate } from "./read-predicate.ts";
import { everyNode, isNode, nodesOf, rewrite, type TreeNode, textOf } from "./tree.ts";

const FUNCTIONS: Readonly<Record<string, AggregateFn>> = {
  sum: "sum",
  min: "min",
  max: "max",
  avg: "avg",
  mean: "avg",
  count: "count",
  count_star: "count",
};
const ARITHMETIC: Readonly<Record<string, ArithmeticOp>> = { "+": "+", "-": "-", "*": "*" };

/** Collations that group "a" with "A": what they have merged cannot be told apart again. */
const MERGES_CASE = new Set(["mysql", "mongodb"]);

export interface AggregatedFetch {
  readonly query: Query;
  readonly statement: TreeNode;
}

/**
 * Lets the source group and add up by every column of its table that the rest of the statement still needs, and the
 * joining statement add up the parts. Right because rows of one group behave alike in every inner join.
 * Null where the statement does anything that needs single rows.
 */
export function splitAggregates(
  statement: TreeNode,
  occurrence: Occurrence,
  reach: ColumnsInReach,
  filters: readonly { readonly node: TreeNode; readonly read: ReadPredicate }[],
): AggregatedFetch | null {
  const { block } = occurrence;
  if (!isPlainGrouping(block.node) || !block.isInner || occurrence.isFilled) return null;
  const absorbed = filters.filter(({ node, read }) => read.isExact && isInWhere(block.node, node));
  const aggregates = findAggregates(block.node, reach);
  if (aggregates === null || aggregates.length === 0) return null;
  const rest = rewrite(block.node, (node) =>
    aggregates.some((each) => each.node === node) || absorbed.some((each) => each.node === node) ? {} : undefined,
  );
  const keys = keysOf(rest, reach);
  if (keys === null || (keys.length === 0 && (block.from.length > 1 || isGrouped(block.node)))) return null;
  const isMerged = MERGES_CASE.has(reach.dialect) && keys.some((key) => key.kind === "text");
  if (isMerged || !itemsKeepNames(block.node, aggregates)) return null;
  const parts = new Parts(reach);
  const changed = rewrite(statement, (node) => {
    if (absorbed.some((each) => each.node === node)) return TRUE;
    const found = aggregates.find((each) => each.node === node);
    return found && parts.combine(found, occurrence.alias);
  });
  if (!isNode(changed)) return null;
  const grouping = keys.map((key) => key.at);
  const select = [
    ...keys.map((key) => ({ expr: key.at, alias: key.name })),
    ...parts.list.map(({ expr, name }) => ({ expr, alias: name })),
  ];
  return {
    statement: changed,
    query: { select, ...(grouping.length > 0 ? { groupBy: grouping } : {}) },
  };
}

/** GROUP BY of plain expressions, and no clause that looks at single rows. */
function isPlainGrouping(node: TreeNode): boolean {
  const sets = Array.isArray(node.group_sets) ? node.group_sets.length : 0;
  if (sets > 1 || textOf(node.aggregate_handling) !== "STANDARD_HANDLING") return false;
  if (isNode(node.qualify) || isNode(node.sample)) return false;
  const own = [node.select_list, node.where_clause, node.group_expressions, node.having, node.modifiers];
  return ![...everyNode(own)].some(
    (each) => each.class === "WINDOW" || each.class === "SUBQUERY" || each.class === "STAR",
  );
}

const isGrouped = (node: TreeNode): boolean => nodesOf(node.group_expressions).length > 0;

const isInWhere = (block: TreeNode, condition: TreeNode): boolean =>
  [...everyNode(block.where_clause)].includes(condition);

interface FoundAggregate {
  readonly node: TreeNode;
  readonly fn: AggregateFn;
  /** Null: rows. */
  readonly arg: Expr | null;
}

/** Every aggregate of the block; null when one of them cannot be put together from parts. */
function findAggregates(block: TreeNode, reach: ColumnsInReach): readonly FoundAggregate[] | null {
  const found: FoundAggregate[] = [];
  for (const node of everyNode([block.select_list, block.having, block.modifiers])) {
    if (node.class !== "FUNCTION") continue;
    const fn = FUNCTIONS[textOf(node.function_name)];
    if (fn === undefined) {
      if (!ROW_FUNCTIONS.has(textOf(node.function_name))) return null;
      continue;
    }
    const orders = isNode(node.order_bys) ? nodesOf(node.order_bys.orders) : [];
    if (node.distinct === true || isNode(node.filter) || orders.length > 0) return null;
    const [child, ...others] = nodesOf(node.children);
    if (others.length > 0) return null;
    const arg = child === undefined ? null : readArgument(child, reach);
    if (arg === undefined) return null;
    found.push({ node, fn, arg });
  }
  return found;
}

/** Functions of one row's values, or of a finished aggregate. Any other could be an aggregate itself. */
const ROW_FUNCTIONS = new Set(
  "+ - * / // % round abs floor ceil ceiling coalesce nullif date_trunc year month day quarter date_part strftime lower upper trim substring left".split(
    " ",
  ),
);

function readArgument(node: TreeNode, reach: ColumnsInReach): Expr | undefined {
  const found = reach.find(node);
  if (found !== undefined) return found.at;
  if (node.class === "CONSTANT" && isNode(node.value) && typeof node.value.value === "number") {
    const isWhole = isNode(node.value.type) && textOf(node.value.type.id) === "INTEGER";
    return isWhole ? numberLiteral(node.value.value) : undefined;
  }
  const op = node.class === "FUNCTION" ? ARITHMETIC[textOf(node.function_name)] : undefined;
  const [left, right] = nodesOf(node.children).map((child) => readArgument(child, reach));
  return op !== undefined && left !== undefined && right !== undefined ? arithmetic(left, op, right) : undefined;
}

/** Columns of the table that the rest of the block names; null when a name could be one without certainly being one. */
function keysOf(rest: unknown, reach: ColumnsInReach) {
  const keys = new Map<string, ColumnInReach>();
  for (const node of everyNode(rest)) {
    if (node.class !== "COLUMN_REF") continue;
    const found = reach.find(node);
    if (found !== undefined) keys.set(found.name, found);
  }
  return [...keys.values()];
}

/** A heading made from the expression would change with it; only calls whose heading is known are renamed. */
function itemsKeepNames(block: TreeNode, aggregates: readonly FoundAggregate[]): boolean {
  return nodesOf(block.select_list).every((item) => {
    const holds = [...everyNode(item)].some((node) => aggregates.some((each) => each.node === node));
    return !holds || textOf(item.alias) !== "" || headingOf(item) !== undefined;
  });
}

/** What the engine calls a column that is one aggregate of one column and has no name of its own. */
export function headingOf(item: TreeNode): string | undefined {
  const name = textOf(item.function_name);
  if (name === "count_star") return "count_star()";
  const [child] = nodesOf(item.children);
  if (FUNCTIONS[name] === undefined || child?.class !== "COLUMN_REF" || !Array.isArray(child.column_names))
    return undefined;
  const path = child.column_names.map(String);
  return path.every((part) => /^[a-z_][a-z0-9_]*$/.test(part)) ? `${name}(${path.join(".")})` : undefined;
}

interface Part {
  readonly name: string;
  readonly expr: AggregateExpr;
}

/** What the source adds up, and how the joining statement puts it together. */
class Parts {
  readonly list: Part[] = [];
  readonly #reach: ColumnsInReach;

  constructor(reach: ColumnsInReach) {
    this.#reach = reach;
  }

  combine({ node, fn, arg }: FoundAggregate, alias: string): TreeNode {
    const name = textOf(node.alias) || headingOf(node) || "";
    return { ...this.#combined(fn, arg, alias), alias: name };
  }

  #combined(fn: AggregateFn, arg: Expr | null, alias: string): TreeNode {
    if (arg === null) return wholeNumber(orZero(call("sum", this.#part("count", null, alias))));
    switch (fn) {
      case "count":
        return wholeNumber(orZero(call("sum", this.#part("count", arg, alias))));
      case "avg":
        return call(
          "/",
          castTo("DOUBLE", call("sum", this.#part("sum", arg, alias))),
          call("sum", this.#part("count", arg, alias)),
        );
      default:
        return call(fn, this.#part(fn, arg, alias));
    }
  }

  #part(fn: AggregateFn, arg: Expr | null, alias: string): TreeNode {
    const expr = aggregate(fn, arg ?? star(this.#reach.table));
    const same = this.list.find((part) => JSON.stringify(part.expr) === JSON.stringify(expr));
    const name = same?.name ?? `parlance_part_${this.list.length + 1}`;
    if (same === undefined) this.list.push({ name, expr });
    return { class: "COLUMN_REF", type: "COLUMN_REF", alias: "", column_names: [alias, name] };
  }
}

const call = (name: string, ...children: readonly TreeNode[]): TreeNode => ({
  class: "FUNCTION",
  type: "FUNCTION",
  alias: "",
  function_name: name,
  schema: "",
  children,
  filter: null,
  order_bys: { type: "ORDER_MODIFIER", orders: [] },
  distinct: false,
  is_operator: name === "/",
  export_state: false,
  catalog: "",
});

const castTo = (id: string, child: TreeNode): TreeNode => ({
  class: "CAST",
  type: "OPERATOR_CAST",
  alias: "",
  child,
  cast_type: { id, type_info: null },
  try_cast: false,
});

const constant = (id: string, value: unknown): TreeNode => ({
  class: "CONSTANT",
  type: "VALUE_CONSTANT",
  alias: "",
  value: { type: { id, type_info: null }, is_null: false, value },
});

const wholeNumber = (child: TreeNode): TreeNode => castTo("BIGINT", child);
const orZero = (child: TreeNode): TreeNode => ({
  class: "OPERATOR",
  type: "OPERATOR_COALESCE",
  alias: "",
  children: [child, constant("INTEGER", 0)],
});

const TRUE = castTo("BOOLEAN", constant("VARCHAR", "true"));
