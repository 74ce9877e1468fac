import { type Catalog, findTable } from "@parlance/core";
import { anybodyIn, type DataRule } from "../../governing/data-rule.ts";
import { restrictionsOf, settleRule } from "../../governing/restrictions-of.ts";
import { seenThrough } from "../../governing/seen-through.ts";
import type { DataRuleList } from "./schema.ts";

/** Views that rules of other tables keep from those they are about. */
export function keptViews(
  rules: readonly DataRule[],
  workspaceId: string,
  catalog: Catalog,
): DataRuleList["keptViews"] {
  const { withheld } = restrictionsOf(rules, anybodyIn(workspaceId), catalog);
  const isBroken = (name: string): boolean =>
    rules.some((rule) => {
      const settled = settleRule(rule, catalog);
      return settled.kind === "broken" && settled.table?.name === name;
    });
  return withheld
    .filter((name) => !isBroken(name))
    .map((name) => {
      const reads = findTable(catalog, name)?.reads ?? "unknown";
      return { name, reads: reads === "unknown" ? null : [...reads] };
    });
}

/** Views through which a rule could be passed by, were there no other rules. */
export function viewsThrough(
  { tableName, body }: Pick<DataRule, "tableName" | "body">,
  catalog: Catalog,
): readonly string[] {
  if (body.kind === "open") return [];
  const kept = new Map([[tableName, new Set([body.kind === "row" ? ("rows" as const) : ("columns" as const)])]]);
  return seenThrough(catalog, { kept, opened: new Set() }).filter((name) => name !== tableName);
}
