import type { GuardTable } from "@parlance/core";
import type { TableSpot } from "../restrict/restrict-statement.ts";
import { codePointOffset } from "./parse-trino.ts";
import { placeOf, type TreeNode, tokensOf, wordsOf } from "./tree.ts";

/** A table's name in the tree, with what is around it, innermost last. */
export interface NamedInTree {
  readonly node: TreeNode;
  readonly around: readonly TreeNode[];
  readonly table: GuardTable | undefined;
}

export function spotInTree(
  sql: string,
  { node, around, table }: NamedInTree,
  kindOf: (node: TreeNode) => string | undefined,
): TableSpot {
  const start = startOf(sql, node);
  const end = endOf(sql, node);
  const last = (node.children ?? []).findLast((child) => child.symbol === undefined);
  const spot = {
    table,
    start,
    end,
    nameStart: start,
    nameEnd: end,
    alias: undefined,
    rowName: last === undefined ? undefined : sql.slice(startOf(sql, last), endOf(sql, last)),
  };
  const parent = around.findLast((each) => PLACES.has(kindOf(each) ?? ""));
  const isPlan = around.some((each) => kindOf(each) === "Explain" && !isValidation(each));
  return {
    ...spot,
    ...(parent === undefined ? { obstacle: NOT_READ } : inPlace(sql, spot, parent, around, kindOf)),
    ...(isPlan
      ? {
          obstacle:
            "The plan of a query over this table cannot be shown, because rules apply to it; EXPLAIN (TYPE VALIDATE) can.",
        }
      : {}),
  };
}

/**
 * A plan quotes the rules, the key of hashed columns and figures of rows that are left out. Whether a statement is valid
 * tells no more than running it would.
 */
const isValidation = (explain: TreeNode): boolean =>
  wordsOf(explain).slice(0, 5).join(" ").toUpperCase() === "EXPLAIN ( TYPE VALIDATE )";

const NOT_READ = "Rules apply to this table, and they cannot be applied to the way it is named here.";

/** The parts of a statement that a table's name may stand in. */
const PLACES: ReadonlySet<string> = new Set(["ShowColumns", "Table", "TableArgumentTable", "TableName"]);

function inPlace(
  sql: string,
  spot: Pick<TableSpot, "nameEnd">,
  parent: TreeNode,
  around: readonly TreeNode[],
  kindOf: (node: TreeNode) => string | undefined,
): Partial<TableSpot> {
  const lead = "SELECT * FROM ";
  switch (kindOf(parent)) {
    case "ShowColumns":
      return { isDescribed: true };
    case "Table":
      return { start: startOf(sql, parent), lead };
    case "TableArgumentTable":
      return { lead };
    default: {
      const end = endOf(sql, parent);
      const period = sql.slice(spot.nameEnd, end).trim();
      const alias = aliasIn(
        around.findLast((each) => kindOf(each) === "AliasedRelation"),
        parent,
        kindOf,
      );
      return {
        end,
        alias: alias === undefined ? undefined : sql.slice(startOf(sql, alias), endOf(sql, alias)),
        ...(period === "" ? {} : { beforeAlias: period }),
      };
    }
  }
}

const aliasIn = (
  relation: TreeNode | undefined,
  named: TreeNode,
  kindOf: (node: TreeNode) => string | undefined,
): TreeNode | undefined =>
  relation?.children?.find(
    (child) => child !== named && child.symbol === undefined && kindOf(child) !== "ColumnAliases",
  );

const startOf = (sql: string, node: TreeNode): number => codePointOffset(sql, placeOf(node));

function endOf(sql: string, node: TreeNode): number {
  const last = [...tokensOf(node)].at(-1);
  return codePointOffset(sql, (last?.start ?? 0) + [...(last?.text ?? "")].length);
}
