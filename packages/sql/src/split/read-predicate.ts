import type { Dialect, TypeKind } from "@parlance/core";
import { compare } from "../ast/build.ts";
import type { ColumnExpr, LiteralExpr } from "../ast/expression.ts";
import type { CompareOp, Predicate } from "../ast/predicate.ts";
import { readLiteral } from "./read-literal.ts";
import { isNode, nodesOf, type TreeNode, textOf } from "./tree.ts";

/** Columns of the one table a condition is read for. */
export interface ColumnsInReach {
  /** Name in the source. */
  readonly table: string;
  readonly dialect: Dialect;
  /** The column, where the node names one of the table and of nothing else. */
  find(node: TreeNode): ColumnInReach | undefined;
}

export interface ColumnInReach {
  /** In the catalog's spelling. */
  readonly name: string;
  readonly kind: TypeKind;
  /** In its source. */
  readonly at: ColumnExpr;
}

export interface ReadPredicate {
  readonly predicate: Predicate;
  readonly columns: readonly string[];
  /** The source keeps exactly the rows this engine would; otherwise it may keep more, never fewer. */
  readonly isExact: boolean;
  /** No row with NULL in these columns passes. */
  readonly refusesNull: boolean;
}

const OPERATORS: Readonly<Record<string, CompareOp>> = {
  COMPARE_EQUAL: "=",
  COMPARE_NOTEQUAL: "!=",
  COMPARE_LESSTHAN: "<",
  COMPARE_LESSTHANOREQUALTO: "<=",
  COMPARE_GREATERTHAN: ">",
  COMPARE_GREATERTHANOREQUALTO: ">=",
};
const MIRRORED: Readonly<Record<CompareOp, CompareOp>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** Dialects that hold "a" and "A" to be equal unless told otherwise. */
const FOLDS_CASE = new Set<Dialect>(["mysql"]);

/** A condition in the source's terms; undefined where the source could keep fewer rows than this engine. */
export function readPredicate(node: TreeNode, reach: ColumnsInReach): ReadPredicate | undefined {
  if (node.class === "COMPARISON") return readComparison(node, reach);
  if (node.class === "BETWEEN") return readBetween(node, reach);
  if (node.class === "CONJUNCTION") return readGroup(node, reach);
  if (node.class === "OPERATOR") return readOperator(node, reach);
  if (node.class === "FUNCTION") return readLike(node, reach);
  return undefined;
}

function readComparison(node: TreeNode, reach: ColumnsInReach): ReadPredicate | undefined {
  const op = OPERATORS[textOf(node.type)];
  if (op === undefined || !isNode(node.left) || !isNode(node.right)) return undefined;
  const isLeft = reach.find(node.left) !== undefined;
  const found = isLeft ? reach.find(node.left) : reach.find(node.right);
  const value = found && readLiteral(isLeft ? node.right : node.left, found.kind);
  if (found === undefined || value === undefined) return undefined;
  const isEquality = op === "=";
  if (!isEquality && !isOrdered(found.kind)) return undefined;
  // A value in binary need not equal its decimal text, and the text may be read in another precision there.
  if ((isEquality || op === "!=") && found.kind === "double") return undefined;
  const predicate = compare(found.at, isLeft ? op : MIRRORED[op], value);
  return { predicate, columns: [found.name], isExact: isExact(found.kind, reach), refusesNull: true };
}

function readBetween(node: TreeNode, reach: ColumnsInReach): ReadPredicate | undefined {
  const found = isNode(node.input) ? reach.find(node.input) : undefined;
  if (node.type !== "COMPARE_BETWEEN" || found === undefined || !isOrdered(found.kind)) return undefined;
  const [low, high] = [readLiteral(node.lower, found.kind), readLiteral(node.upper, found.kind)];
  if (low === undefined || high === undefined) return undefined;
  const predicate: Predicate = { kind: "between", left: found.at, low, high };
  return { predicate, columns: [found.name], isExact: true, refusesNull: true };
}

/** AND keeps what can be told to the source and forgets the rest; OR needs every branch. */
function readGroup(node: TreeNode, reach: ColumnsInReach): ReadPredicate | undefined {
  const children = nodesOf(node.children);
  const read = children.map((child) => readPredicate(child, reach));
  const known = read.filter((item) => item !== undefined);
  const isAnd = node.type === "CONJUNCTION_AND";
  if (known.length === 0 || (!isAnd && known.length < children.length)) return undefined;
  return {
    predicate: { kind: isAnd ? "and" : "or", items: known.map(({ predicate }) => predicate) },
    columns: known.flatMap(({ columns }) => columns),
    isExact: known.length === children.length && known.every((item) => item.isExact),
    refusesNull: isAnd ? known.some((item) => item.refusesNull) : known.every((item) => item.refusesNull),
  };
}

function readOperator(node: TreeNode, reach: ColumnsInReach): ReadPredicate | undefined {
  const [first, ...others] = nodesOf(node.children);
  const found = first && reach.find(first);
  if (found === undefined) return undefined;
  const left = found.at;
  const columns = [found.name];
  if (node.type === "OPERATOR_IS_NULL" || node.type === "OPERATOR_IS_NOT_NULL") {
    const isNegated = node.type === "OPERATOR_IS_NOT_NULL";
    return { predicate: { kind: "null", left, isNegated }, columns, isExact: true, refusesNull: isNegated };
  }
  if (node.type !== "COMPARE_IN" || found.kind === "double") return undefined;
  const values = others.map((each) => readLiteral(each, found.kind));
  const known = values.filter((value): value is LiteralExpr => value !== undefined);
  if (known.length === 0 || known.length < values.length) return undefined;
  const predicate: Predicate = { kind: "in", left, values: known };
  return { predicate, columns, isExact: isExact(found.kind, reach), refusesNull: true };
}

/** The source compares without case, which keeps no fewer rows than either operator. */
function readLike(node: TreeNode, reach: ColumnsInReach): ReadPredicate | undefined {
  const name = textOf(node.function_name);
  const [left, right] = nodesOf(node.children);
  const found = left && reach.find(left);
  if ((name !== "~~" && name !== "~~*") || found?.kind !== "text") return undefined;
  const pattern = readLiteral(right, "text")?.value;
  if (typeof pattern !== "string" || pattern.includes("\\") || hasForeignLetters(pattern)) return undefined;
  const predicate: Predicate = { kind: "like", left: found.at, match: "pattern", text: pattern };
  return { predicate, columns: [found.name], isExact: false, refusesNull: true };
}

/** Case beyond A to Z is told apart in different ways. */
const hasForeignLetters = (text: string): boolean => [...text].some((char) => char > "\u007f");

/** Kinds whose order is the same everywhere; that of text depends on a collation. */
const isOrdered = (kind: TypeKind): boolean =>
  kind === "integer" || kind === "bigint" || kind === "decimal" || kind === "double" || isCalendar(kind);
const isCalendar = (kind: TypeKind): boolean => kind === "date" || kind === "timestamp";

const isExact = (kind: TypeKind, { dialect }: ColumnsInReach): boolean => kind !== "text" || !FOLDS_CASE.has(dialect);
