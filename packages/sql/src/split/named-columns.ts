import { sameName } from "./occurrence.ts";
import type { SelectBlock } from "./select-block.ts";
import type { SplitColumn, SplitTable } from "./split-types.ts";
import { everyNode, isNode, nodesOf, type TreeNode, textOf } from "./tree.ts";

/** What a node of a block names. */
export interface NamedColumn {
  readonly alias: string;
  readonly column: SplitColumn;
}

/** Which column each node of a block names, where every name in it can be told. */
export type NamedColumns = ReadonlyMap<TreeNode, NamedColumn>;

interface Item {
  readonly alias: string;
  /** Undefined: its columns are not known here. */
  readonly columns: readonly SplitColumn[] | undefined;
}

const IS_BEYOND_NAMES = new Set(["STAR", "POSITIONAL_REFERENCE", "LAMBDA"]);

/**
 * The columns that a block's own expressions name. Null where one of them could be a column of `wanted` without
 * certainly being it: a star, a name of the select list that is a column too, a subquery that reaches out.
 */
export function namedColumns(
  { node, from }: SelectBlock,
  tables: readonly SplitTable[],
  wanted: ReadonlySet<string>,
): NamedColumns | null {
  const items: readonly Item[] = from.map(({ alias, table }) => ({
    alias,
    columns: tables.find(({ name }) => table !== null && sameName(name, table))?.columns,
  }));
  const outputs = new Set(nodesOf(node.select_list).map(({ alias }) => textOf(alias).toLowerCase()));
  const found = new Map<TreeNode, NamedColumn>();
  const { own, nested } = partsOf(node);
  const sorted = sortedBy(node);
  for (const each of own) {
    // What rows are sorted by is an item of the list first.
    if (sorted.has(each) && outputs.has(pathOf(each).join("."))) continue;
    if (IS_BEYOND_NAMES.has(textOf(each.class))) return null;
    if (each.class !== "COLUMN_REF") continue;
    const named = nameOf(each, items, outputs, wanted);
    if (named === null) return null;
    if (named !== undefined) found.set(each, named);
  }
  return nested.some((each) => couldReachOut(each, items, wanted)) ? null : found;
}

const sortedBy = (block: TreeNode): ReadonlySet<unknown> =>
  new Set(nodesOf(block.modifiers).flatMap(({ orders }) => nodesOf(orders).map(({ expression }) => expression)));

/** Undefined: none of the wanted. Null: that cannot be told. */
function nameOf(
  node: TreeNode,
  items: readonly Item[],
  outputs: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): NamedColumn | undefined | null {
  const path = pathOf(node);
  const [first = "", second] = path;
  if (path.length > 2) return null;
  const having = (name: string) => (item: Item) => item.columns?.some((column) => sameName(column.name, name));
  if (second === undefined) {
    const owners = items.filter(having(first));
    if (outputs.has(first)) return owners.some(({ alias }) => wanted.has(alias)) ? null : undefined;
    const [owner, ...others] = owners;
    if (owner === undefined || others.length > 0 || items.some(({ columns }) => columns === undefined)) return null;
    return wanted.has(owner.alias) ? columnOf(owner, first) : undefined;
  }
  const item = items.find(({ alias }) => alias === first);
  if (item === undefined) return null;
  return wanted.has(first) ? columnOf(item, second) : undefined;
}

function columnOf({ alias, columns }: Item, name: string): NamedColumn | null {
  const column = columns?.find((each) => sameName(each.name, name));
  return column === undefined ? null : { alias, column };
}

/** A query inside that names one of the wanted tables, or what could be a column of one. */
function couldReachOut(nested: TreeNode, items: readonly Item[], wanted: ReadonlySet<string>): boolean {
  const names = new Set(
    items.flatMap(({ alias, columns = [] }) =>
      wanted.has(alias) ? columns.map(({ name }) => name.toLowerCase()) : [],
    ),
  );
  for (const node of everyNode(nested)) {
    const [first = "", second] = node.class === "COLUMN_REF" ? pathOf(node) : [];
    if (second === undefined ? names.has(first) : wanted.has(first)) return true;
  }
  return false;
}

const pathOf = (node: TreeNode): readonly string[] =>
  Array.isArray(node.column_names) ? node.column_names.map((part) => String(part).toLowerCase()) : [];

/** The nodes of a block itself, and the queries inside it. */
function partsOf(block: TreeNode): { readonly own: readonly TreeNode[]; readonly nested: readonly TreeNode[] } {
  const nested: TreeNode[] = [];
  const own: TreeNode[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (!isNode(value)) return;
    if (value !== block && textOf(value.type).endsWith("_NODE")) nested.push(value);
    else {
      own.push(value);
      // Named queries see nothing of the block that reads them.
      for (const [key, child] of Object.entries(value)) if (key !== "cte_map") visit(child);
    }
  };
  visit(block);
  return { own, nested };
}
