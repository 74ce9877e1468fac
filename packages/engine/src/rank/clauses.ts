import {
  type ColumnExpr,
  type Expr,
  type Predicate,
  type Query,
  queryTables,
  walkExpr,
  walkPredicate,
} from "@parlance/sql";

/** Words of column names that mean the same in every schema; all others would make weights remember databases. */
const SHARED_WORDS = new Set(
  "id name date year type code age title number count price amount time city country".split(" "),
);

/** What a column is for ("name", "measure"), if the schema says. */
export type RoleOf = (column: ColumnExpr) => string | undefined;

/**
 * The query as a set of short texts without schema names, such as "order:desc:count" or "where:>:number". Crossed with
 * the question's words they let the ranker learn that "most" goes with one and "more than" with the other.
 */
export function clausesOf(query: Query, roleOf: RoleOf = () => undefined): string[] {
  const clauses = new Set<string>();
  describeBlock(query, "", clauses);
  const plain = [...clauses].filter((clause) => !clause.includes("~"));
  addRoles(query, roleOf, clauses);
  const tables = `tables:${Math.min(queryTables(query).length, 4)}`;
  clauses.add(tables);
  plain.push(tables);
  clauses.add(`skeleton:${plain.sort().join(" ")}`);
  return [...clauses];
}

/** "select@name", "order@measure:desc": what the columns of the outermost block are for. */
function addRoles(query: Query, roleOf: RoleOf, out: Set<string>): void {
  const add = (clause: string, expr: Expr, ending = ""): void =>
    eachColumn(expr, (column) => {
      const role = roleOf(column);
      if (role !== undefined) out.add(`${clause}@${role}${ending}`);
    });
  query.select.forEach((item, i) => {
    add("select", item.expr);
    if (i === 0) add("first", item.expr);
  });
  if (query.groupBy) for (const expr of query.groupBy) add("group", expr);
  if (query.order) for (const item of query.order) add("order", item.expr, `:${item.direction}`);
  if (query.where) {
    walkPredicate(query.where, (expr) => {
      if (expr.kind === "column") add("where", expr);
    });
  }
}

function eachColumn(expr: Expr, visit: (column: ColumnExpr) => void): void {
  if (expr.kind === "column") visit(expr);
  else if (expr.kind !== "star" && expr.kind !== "literal")
    walkExpr(expr, (inner) => {
      if (inner.kind === "column") visit(inner);
    });
}

function describeBlock(query: Query, prefix: string, out: Set<string>): void {
  const add = (clause: string): void => {
    out.add(prefix + clause);
  };
  add(`select:${Math.min(query.select.length, 4)}`);
  for (const item of query.select) {
    add(`select:${exprKind(item.expr)}`);
    eachSharedWord(item.expr, (word) => add(`select~${word}`));
  }
  if (query.isDistinct) add("distinct");
  if (query.where) describePredicate(query.where, "where", add, out, prefix);
  if (query.groupBy?.length) add(`group:${query.groupBy.length}:${query.groupBy.map(exprKind).join("+")}`);
  if (query.having) describePredicate(query.having, "having", add, out, prefix);
  for (const item of query.order ?? []) {
    add(`order:${item.direction}:${exprKind(item.expr)}`);
    eachSharedWord(item.expr, (word) => add(`order~${item.direction}~${word}`));
  }
  if (query.limit) add(`limit:${query.limit.count === 1 ? "1" : "n"}${query.limit.per?.length ? ":per" : ""}`);
  else if (query.order?.length) add("order:all");
  if (query.anchors?.length) add(`anchors:${Math.min(query.anchors.length, 3)}`);
  if (query.set) {
    add(`set:${query.set.op}`);
    describeBlock(query.set.right, `${prefix}set.`, out);
  }
  if (query.from) describeBlock(query.from, `${prefix}from.`, out);
}

type Add = (clause: string) => void;

function describePredicate(predicate: Predicate, where: string, add: Add, out: Set<string>, prefix: string): void {
  switch (predicate.kind) {
    case "and":
    case "or":
      add(`${where}:${predicate.kind}:${Math.min(predicate.items.length, 3)}`);
      for (const item of predicate.items) describePredicate(item, where, add, out, prefix);
      return;
    case "not":
      add(`${where}:not`);
      describePredicate(predicate.item, where, add, out, prefix);
      return;
    case "exists":
      add(`${where}:${predicate.isNegated ? "no-" : ""}exists`);
      if (predicate.where) describePredicate(predicate.where, `${where}.exists`, add, out, prefix);
      return;
    case "compare":
      add(`${where}:${exprKind(predicate.left)}:${predicate.op}:${exprKind(predicate.right)}`);
      if (predicate.right.kind === "scalar") describeBlock(predicate.right.query, `${prefix}scalar.`, out);
      break;
    case "like":
      add(`${where}:like:${predicate.match}${predicate.isNegated ? ":not" : ""}`);
      break;
    case "inQuery":
      add(`${where}:${predicate.isNegated ? "not-" : ""}in-query`);
      describeBlock(predicate.query, `${prefix}in.`, out);
      break;
    default:
      add(`${where}:${predicate.kind}${predicate.isNegated ? ":not" : ""}`);
  }
  eachSharedWord(predicate.left, (word) => add(`${where}~${word}`));
}

function exprKind(expr: Expr): string {
  switch (expr.kind) {
    case "aggregate":
      return `${expr.fn}${expr.isDistinct ? "-distinct" : ""}${expr.arg.kind === "star" ? "*" : ""}${expr.where ? "-if" : ""}`;
    case "literal":
      return expr.type;
    case "arithmetic":
      return `arithmetic${expr.op}`;
    case "bucket":
      return `bucket-${expr.unit}`;
    case "datePart":
      return `part-${expr.part}`;
    default:
      return expr.kind;
  }
}

const eachSharedWord = (expr: Expr, visit: (word: string) => void): void =>
  eachColumn(expr, (column) => {
    for (const word of sharedWords(column.column)) visit(word);
  });

/** The same columns come back in every candidate and every question about a schema. */
const known = new Map<string, readonly string[]>();
const MAX_KNOWN = 20_000;

function sharedWords(name: string): readonly string[] {
  const earlier = known.get(name);
  if (earlier) return earlier;
  if (known.size >= MAX_KNOWN) known.clear();
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => SHARED_WORDS.has(word));
  known.set(name, words);
  return words;
}
