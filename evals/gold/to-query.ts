import type { Table } from "@parlance/core";
import {
  type AggregateFn,
  type ArithmeticOp,
  type CompareOp,
  type Expr,
  type LiteralExpr,
  literal,
  type Predicate,
  type Query,
  type ScalarExpr,
  type SqlSchema,
} from "@parlance/sql";
import type { Block, Condition, Node } from "./block.ts";

interface Scope {
  readonly schema: SqlSchema;
  /** Alias in lower case to table. */
  readonly tables: ReadonlyMap<string, Table>;
  /** The table whose rows count(*) counts when no column of it is named. */
  readonly counted: string;
}

/** A published statement as our query form. Throws with a reason when the form cannot hold it. */
export function toQuery(block: Block, schema: SqlSchema): Query {
  const [only] = block.from;
  if (block.from.length === 1 && only?.query) return fromNested(block, only.query, schema);
  const scope = openScope(block, schema);
  const anchors = [...new Set([...scope.tables.values()].map((table) => table.name))];
  const hints = joinHints(block, scope);
  return {
    select: block.select.map((node) => ({ expr: toExpr(node, scope) })),
    ...(block.isDistinct ? { isDistinct: true } : {}),
    ...(block.where ? { where: toPredicate(block.where, scope) } : {}),
    ...(block.groupBy.length > 0 ? { groupBy: block.groupBy.map((node) => toExpr(node, scope)) } : {}),
    ...(block.having ? { having: toPredicate(block.having, scope) } : {}),
    ...(block.orderBy.length > 0
      ? { order: block.orderBy.map((item) => ({ expr: toExpr(item.node, scope), direction: item.direction })) }
      : {}),
    ...(block.limit === undefined ? {} : { limit: { count: block.limit } }),
    ...(anchors.length > 0 ? { anchors } : {}),
    ...(hints.length > 0 ? { joinHints: hints } : {}),
    ...(block.set ? { set: { op: block.set.op, right: toQuery(block.set.right, schema) } } : {}),
  };
}

/** SELECT count(*) FROM (SELECT ...): the rows of a query, counted. */
function fromNested(block: Block, nested: Block, schema: SqlSchema): Query {
  const [node] = block.select;
  if (block.select.length !== 1 || node?.kind !== "call" || node.fn !== "count" || node.arg.kind !== "star") {
    throw new Error("reads from a query other than to count it");
  }
  const inner = toQuery(nested, schema);
  const table = inner.anchors?.[0] ?? "";
  return { select: [{ expr: { kind: "aggregate", fn: "count", arg: { kind: "star", table } } }], from: inner };
}

function openScope(block: Block, schema: SqlSchema): Scope {
  const tables = new Map<string, Table>();
  const seen = new Set<string>();
  for (const item of block.from) {
    const table = schema.tables.find((candidate) => candidate.name.toLowerCase() === item.table?.toLowerCase());
    if (table === undefined) throw new Error(item.query ? "joins a nested query" : `unknown table ${item.table}`);
    if (seen.has(table.name)) throw new Error("joins a table with itself");
    seen.add(table.name);
    tables.set(item.alias.toLowerCase(), table);
    if (!tables.has(table.name.toLowerCase())) tables.set(table.name.toLowerCase(), table);
  }
  const all = [...new Set(tables.values())];
  const pointing = all.find((table) =>
    table.foreignKeys.some((key) => all.some((other) => isTable(other, key.refTable))),
  );
  return { schema, tables, counted: (pointing ?? all[0])?.name ?? "" };
}

const isTable = (table: Table, name: string): boolean => table.name.toLowerCase() === name.toLowerCase();

function resolve(node: Node & { kind: "name" }, scope: Scope): { table: Table; column: string } {
  const from =
    node.qualifier === undefined
      ? [...new Set(scope.tables.values())]
      : [scope.tables.get(node.qualifier.toLowerCase())];
  for (const table of from) {
    const column = table?.columns.find((candidate) => candidate.name.toLowerCase() === node.name.toLowerCase());
    if (table && column) return { table, column: column.name };
  }
  throw new Error(`unknown column ${node.qualifier ?? ""}.${node.name}`);
}

/** Equalities of ON say which key joins two tables; the planner chooses the same one when told. */
function joinHints(block: Block, scope: Scope): { key: string }[] {
  const hints: { key: string }[] = [];
  const visit = (condition: Condition): void => {
    if (condition.kind === "and") for (const item of condition.items) visit(item);
    if (condition.kind !== "compare" || condition.left.kind !== "name" || condition.right.kind !== "name") return;
    for (const [own, other] of [
      [resolve(condition.left, scope), resolve(condition.right, scope)],
      [resolve(condition.right, scope), resolve(condition.left, scope)],
    ] as const) {
      const key = own.table.foreignKeys.find(
        (candidate) =>
          candidate.columns[0]?.toLowerCase() === own.column.toLowerCase() && isTable(other.table, candidate.refTable),
      );
      if (key) hints.push({ key: `${own.table.name}.${own.column}` });
    }
  };
  for (const condition of block.joinOn) visit(condition);
  return hints;
}

function toExpr(node: Node, scope: Scope): Expr {
  switch (node.kind) {
    case "name": {
      const { table, column } = resolve(node, scope);
      return { kind: "column", table: table.name, column };
    }
    case "star":
      return {
        kind: "star",
        table:
          node.qualifier === undefined ? scope.counted : (scope.tables.get(node.qualifier.toLowerCase())?.name ?? ""),
      };
    case "text":
      return node.isDoubleQuoted ? textOrColumn(node.text, scope) : literal(node.text, "text");
    case "number":
      return literal(node.value, "number");
    case "call": {
      // The parser only makes calls of these five.
      const fn = node.fn as AggregateFn;
      return { kind: "aggregate", fn, arg: toExpr(node.arg, scope), ...(node.isDistinct ? { isDistinct: true } : {}) };
    }
    case "binary": {
      const op: ArithmeticOp = node.op;
      return { kind: "arithmetic", op, left: toExpr(node.left, scope), right: toExpr(node.right, scope) };
    }
    case "query":
      return { kind: "scalar", query: toQuery(node.query, scope.schema) };
  }
}

function textOrColumn(text: string, scope: Scope): Expr {
  for (const table of new Set(scope.tables.values())) {
    const column = table.columns.find((candidate) => candidate.name.toLowerCase() === text.toLowerCase());
    if (column) return { kind: "column", table: table.name, column: column.name };
  }
  return literal(text, "text");
}

function toPredicate(condition: Condition, scope: Scope): Predicate {
  switch (condition.kind) {
    case "and":
    case "or":
      return { kind: condition.kind, items: condition.items.map((item) => toPredicate(item, scope)) };
    case "not":
      return { kind: "not", item: toPredicate(condition.item, scope) };
    case "compare": {
      // The parser admits these operators only.
      const op = condition.op as CompareOp;
      return { kind: "compare", op, left: toExpr(condition.left, scope), right: toExpr(condition.right, scope) };
    }
    case "like":
      return {
        kind: "like",
        left: toExpr(condition.left, scope),
        match: "pattern",
        text: patternText(condition.pattern),
        ...(condition.isNegated ? { isNegated: true } : {}),
      };
    case "between":
      return {
        kind: "between",
        left: toExpr(condition.left, scope),
        low: toBound(condition.low, scope),
        high: toBound(condition.high, scope),
      };
    case "null":
      return { kind: "null", left: toExpr(condition.left, scope), ...(condition.isNegated ? { isNegated: true } : {}) };
    case "in":
      return toMembership(condition, scope);
  }
}

function patternText(node: Node): string {
  if (node.kind !== "text") throw new Error("LIKE without a literal");
  return node.text;
}

function toBound(node: Node, scope: Scope): LiteralExpr | ScalarExpr {
  const expr = toExpr(node, scope);
  if (expr.kind !== "literal" && expr.kind !== "scalar") throw new Error("BETWEEN without literals");
  return expr;
}

function toMembership(condition: Condition & { kind: "in" }, scope: Scope): Predicate {
  const left = toExpr(condition.left, scope);
  const negation = condition.isNegated ? { isNegated: true } : {};
  if ("select" in condition.right) {
    return { kind: "inQuery", left, query: toQuery(condition.right, scope.schema), ...negation };
  }
  const values = condition.right.map((node) => {
    const expr = toExpr(node, scope);
    if (expr.kind !== "literal") throw new Error("IN without literals");
    return expr;
  });
  return { kind: "in", left, values, ...negation };
}
