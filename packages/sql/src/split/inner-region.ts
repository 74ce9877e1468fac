import { conjuncts } from "./select-block.ts";
import { isNode, nodesOf, type TreeNode, textOf } from "./tree.ts";

/** What inner joins put side by side: in which order, and where a condition stands, makes no difference to the rows. */
export interface InnerRegion {
  readonly leaves: readonly TreeNode[];
  readonly conditions: readonly TreeNode[];
}

export const isInnerJoin = (from: TreeNode): boolean =>
  from.type === "JOIN" &&
  textOf(from.join_type) === "INNER" &&
  (textOf(from.ref_type) === "REGULAR" || textOf(from.ref_type) === "CROSS") &&
  nodesOf(from.sample).length === 0;

export function innerRegion(from: TreeNode): InnerRegion {
  if (!isInnerJoin(from)) return { leaves: [from], conditions: [] };
  const sides = [from.left, from.right].filter(isNode).map(innerRegion);
  return {
    leaves: sides.flatMap(({ leaves }) => leaves),
    conditions: [...sides.flatMap(({ conditions }) => conditions), ...conjuncts(from.condition)],
  };
}

/** Side by side, every row with every row; the conditions are for WHERE. */
export function sideBySide([first, ...others]: readonly TreeNode[]): TreeNode | null {
  return others.reduce<TreeNode | null>((left, right) => left && crossJoin(left, right), first ?? null);
}

/** Side by side under these conditions; null where there is no join that could hold them. */
export function joinedOn(leaves: readonly TreeNode[], conditions: readonly TreeNode[]): TreeNode | null {
  const joined = sideBySide(leaves);
  const condition = conjunction(conditions);
  if (joined === null || condition === null) return joined;
  return leaves.length > 1 ? { ...joined, ref_type: "REGULAR", condition } : null;
}

export function conjunction(conditions: readonly TreeNode[]): TreeNode | null {
  const [first, ...others] = conditions;
  if (first === undefined) return null;
  if (others.length === 0) return first;
  return { class: "CONJUNCTION", type: "CONJUNCTION_AND", alias: "", children: conditions };
}

const crossJoin = (left: TreeNode, right: TreeNode): TreeNode => ({
  type: "JOIN",
  alias: "",
  sample: null,
  left,
  right,
  condition: null,
  join_type: "INNER",
  ref_type: "CROSS",
  using_columns: [],
  delim_flipped: false,
  duplicate_eliminated_columns: [],
});
