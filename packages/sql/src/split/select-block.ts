import { isNode, nodesOf, type TreeNode, textOf } from "./tree.ts";

/** One thing a SELECT reads from. */
export interface FromItem {
  /** What columns are qualified with; lower case. */
  readonly alias: string;
  /** Null for anything that is not a named table. */
  readonly table: string | null;
  /** Missing partners fill it with NULL: the inner side of an outer join. */
  readonly isFilled: boolean;
}

export interface SelectBlock {
  readonly node: TreeNode;
  readonly from: readonly FromItem[];
  /** ON conditions of inner joins that no outer join encloses: as good as conditions of WHERE. */
  readonly joinConditions: readonly TreeNode[];
  /** ON conditions of outer joins, with what they fill: rows of that side that match none are nowhere in the result. */
  readonly fills: readonly Fill[];
  /** Every join is a plain inner or cross join. */
  readonly isInner: boolean;
}

interface Fill {
  readonly conditions: readonly TreeNode[];
  readonly filled: readonly string[];
}

interface Gathered {
  readonly items: FromItem[];
  readonly conditions: TreeNode[];
  readonly fills: Fill[];
  isInner: boolean;
}

const PLAIN_JOINS = new Set(["REGULAR", "CROSS"]);

/** What a SELECT reads from; null where a join matches by more than conditions (ASOF, positional, lateral). */
export function readBlock(node: TreeNode): SelectBlock | null {
  const gathered: Gathered = { items: [], conditions: [], fills: [], isInner: true };
  if (!gather(node.from_table, gathered, { isFilled: false, isOuter: false })) return null;
  return {
    node,
    from: gathered.items,
    joinConditions: gathered.conditions,
    fills: gathered.fills,
    isInner: gathered.isInner,
  };
}

interface Place {
  readonly isFilled: boolean;
  readonly isOuter: boolean;
}

function gather(from: unknown, gathered: Gathered, place: Place): boolean {
  if (!isNode(from)) return false;
  if (from.type === "JOIN") return gatherJoin(from, gathered, place);
  if (nodesOf(from.column_name_alias).length > 0 || isNode(from.sample) || isNode(from.at_clause)) return false;
  if (Array.isArray(from.column_name_alias) && from.column_name_alias.length > 0) return false;
  const table = from.type === "BASE_TABLE" ? textOf(from.table_name) : null;
  const alias = textOf(from.alias) || (table ?? "");
  gathered.items.push({ alias: alias.toLowerCase(), table, isFilled: place.isFilled });
  return true;
}

function gatherJoin(join: TreeNode, gathered: Gathered, place: Place): boolean {
  const type = textOf(join.join_type);
  const usesNames = Array.isArray(join.using_columns) && join.using_columns.length > 0;
  if (!PLAIN_JOINS.has(textOf(join.ref_type)) || usesNames) return false;
  if (type !== "INNER" && type !== "LEFT" && type !== "RIGHT" && type !== "OUTER" && type !== "FULL") return false;
  if (type !== "INNER") gathered.isInner = false;
  if (type === "INNER" && !place.isOuter && isNode(join.condition)) gathered.conditions.push(join.condition);
  const isOuter = place.isOuter || type !== "INNER";
  const fills = { left: type === "RIGHT" || isFull(type), right: type === "LEFT" || isFull(type) };
  const start = gathered.items.length;
  if (!gather(join.left, gathered, { isFilled: place.isFilled || fills.left, isOuter })) return false;
  const middle = gathered.items.length;
  if (!gather(join.right, gathered, { isFilled: place.isFilled || fills.right, isOuter })) return false;
  const aliases = gathered.items.map(({ alias }) => alias);
  const conditions = conjuncts(join.condition);
  if (type === "LEFT") gathered.fills.push({ conditions, filled: aliases.slice(middle) });
  if (type === "RIGHT") gathered.fills.push({ conditions, filled: aliases.slice(start, middle) });
  return true;
}

/** The parts of a condition that must all hold. */
export function conjuncts(condition: unknown): readonly TreeNode[] {
  const [node] = nodesOf([condition]);
  if (node === undefined) return [];
  return node.class === "CONJUNCTION" && node.type === "CONJUNCTION_AND"
    ? nodesOf(node.children).flatMap(conjuncts)
    : [node];
}

const isFull = (type: string): boolean => type === "OUTER" || type === "FULL";
