import type { SplitTable } from "./split-types.ts";
import { everyNode, type TreeNode, textOf } from "./tree.ts";

/**
 * Columns of a table that the statement may read, in the catalog's spelling: all of them under a star, else those whose
 * name stands anywhere in the statement. Too many cost bytes, too few would be an error.
 */
export function neededColumns(statement: TreeNode, table: SplitTable): readonly string[] {
  const names = new Set<string>();
  for (const node of everyNode(statement)) {
    if (readsEverything(node)) return table.columns.map((column) => column.name);
    for (const key of ["column_names", "using_columns"]) {
      const parts = node[key];
      if (Array.isArray(parts)) for (const part of parts) names.add(String(part).toLowerCase());
    }
  }
  const needed = table.columns.filter((column) => names.has(column.name.toLowerCase()));
  // Rows are counted even where no column is read.
  return (needed.length > 0 ? needed : table.columns.slice(0, 1)).map((column) => column.name);
}

const readsEverything = (node: TreeNode): boolean =>
  node.class === "STAR" ||
  node.class === "POSITIONAL_REFERENCE" ||
  node.type === "SHOW_REF" ||
  textOf(node.ref_type) === "NATURAL" ||
  // The whole row as one value, by the name of its table.
  (node.type === "JOIN" && textOf(node.ref_type) === "POSITIONAL");
