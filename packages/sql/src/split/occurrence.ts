import { column } from "../ast/build.ts";
import type { ColumnExpr } from "../ast/expression.ts";
import type { ColumnsInReach } from "./read-predicate.ts";
import { conjuncts, readBlock, type SelectBlock } from "./select-block.ts";
import type { SplitColumn, SplitTable } from "./split-types.ts";
import { everyNode, type TreeNode, textOf } from "./tree.ts";

/** The one place where a statement reads a table. */
export interface Occurrence {
  readonly block: SelectBlock;
  readonly alias: string;
  readonly isFilled: boolean;
}

export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Where the statement reads the table; null where it does so twice, or in a way whose rows cannot be told beforehand. */
export function findOccurrence(statement: TreeNode, table: SplitTable): Occurrence | null {
  const reads = [...everyNode(statement)].filter(
    (node) => node.type === "BASE_TABLE" && sameName(textOf(node.table_name), table.name),
  );
  if (reads.length !== 1) return null;
  for (const node of everyNode(statement)) {
    if (node.type !== "SELECT_NODE") continue;
    const block = readBlock(node);
    const item = block?.from.find((each) => each.table !== null && sameName(each.table, table.name));
    if (block && item) return { block, alias: item.alias, isFilled: item.isFilled };
  }
  return null;
}

/** Which nodes name a column of the table, inside its own block. */
export function columnsInReach(
  table: SplitTable & { readonly remote: NonNullable<SplitTable["remote"]> },
  { block, alias }: Occurrence,
  tables: readonly SplitTable[],
): ColumnsInReach {
  const others = block.from.filter((item) => item.alias !== alias);
  const isOpen = others.some(
    (item) => item.table === null || !tables.some((each) => sameName(each.name, item.table ?? "")),
  );
  const foreign = new Set(
    others.flatMap((item) => {
      const known = tables.find((each) => item.table !== null && sameName(each.name, item.table));
      return known?.columns.map((column) => column.name.toLowerCase()) ?? [];
    }),
  );
  const find = (node: TreeNode) => {
    if (node.class !== "COLUMN_REF" || !Array.isArray(node.column_names)) return undefined;
    const path = node.column_names.map((part) => String(part).toLowerCase());
    const [qualifier, name] = path.length === 2 ? path : [undefined, path[0]];
    if (path.length > 2 || name === undefined) return undefined;
    if (qualifier !== undefined && qualifier !== alias) return undefined;
    // An unqualified name could be a column of something whose columns are not known here.
    if (qualifier === undefined && (isOpen || foreign.has(name))) return undefined;
    const named = table.columns.find((each) => each.name.toLowerCase() === name);
    return named && { name: named.name, kind: named.kind, at: originOf(table, named) };
  };
  return { table: table.remote.table, dialect: table.remote.dialect, find };
}

/** Where a column's values are in its source. */
export const originOf = (
  { remote }: { readonly remote: { readonly table: string } },
  { name, origin }: SplitColumn,
): ColumnExpr => origin ?? column(remote.table, name);

/** Conditions that every row of the block's result has passed, one by one. */
export const conditionsOf = ({ block }: Occurrence): readonly TreeNode[] =>
  [block.node.where_clause, ...block.joinConditions].flatMap(conjuncts);
