import type { SplitTable } from "./split-types.ts";
import type { TreeNode } from "./tree.ts";

/** Two columns of two tables that a condition holds equal. Tables by their alias. */
export interface Equality {
  readonly node: TreeNode;
  readonly ends: readonly [JoinEnd, JoinEnd];
}

export interface JoinEnd {
  readonly alias: string;
  /** In the catalog's spelling. */
  readonly column: string;
}

/** One step of a tree of joins: a table, and what ties it to one that is there already. */
export interface JoinTreeStep {
  readonly alias: string;
  readonly parent: string;
  readonly pairs: readonly { readonly own: string; readonly theirs: string; readonly node: TreeNode }[];
}

export interface JoinTree {
  readonly root: string;
  readonly steps: readonly JoinTreeStep[];
  /** Each step finds at most one row, so that no row of the root comes twice. */
  readonly isKeyed: boolean;
}

/** Trees of two tables or more, each of tables that equalities tie together; keyed ones where there is a way. */
export function joinTrees(
  tables: ReadonlyMap<string, SplitTable>,
  equalities: readonly Equality[],
): readonly JoinTree[] {
  const left = new Set(tables.keys());
  const trees: JoinTree[] = [];
  while (left.size > 0) {
    const [start = ""] = left;
    const first = grow(start, tables, equalities);
    const members = [first.root, ...first.steps.map(({ alias }) => alias)];
    for (const alias of members) left.delete(alias);
    if (members.length < 2) continue;
    trees.push(members.map((root) => grow(root, tables, equalities)).find(({ isKeyed }) => isKeyed) ?? first);
  }
  return trees;
}

function grow(root: string, tables: ReadonlyMap<string, SplitTable>, equalities: readonly Equality[]): JoinTree {
  const reached = [root];
  const steps: JoinTreeStep[] = [];
  for (const parent of reached) {
    for (const alias of tables.keys()) {
      const pairs = reached.includes(alias) ? [] : pairsBetween(alias, parent, equalities);
      if (pairs.length === 0) continue;
      reached.push(alias);
      steps.push({ alias, parent, pairs });
    }
  }
  const isKeyed = steps.every(({ alias, pairs }) =>
    tables.get(alias)?.keys?.some((key) => key.every((column) => pairs.some(({ own }) => own === column))),
  );
  return { root, steps, isKeyed };
}

const pairsBetween = (alias: string, parent: string, equalities: readonly Equality[]): JoinTreeStep["pairs"] =>
  equalities.flatMap(({ node, ends }) => {
    const own = ends.find((end) => end.alias === alias);
    const theirs = ends.find((end) => end.alias === parent);
    return own === undefined || theirs === undefined ? [] : [{ own: own.column, theirs: theirs.column, node }];
  });
