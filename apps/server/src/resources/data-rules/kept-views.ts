import { type Catalog, findTable } from "@parlance/core";
import type { DataRule, Reader } from "../../governing/data-rule.ts";
import { restrictionsOf, settleRule } from "../../governing/restrictions-of.ts";
import { seenThrough } from "../../governing/seen-through.ts";
import { ROLES } from "../../permissions/role.ts";
import type { DataRuleList } from "./schema.ts";

/** Views that rules of other tables keep from somebody of the workspace whom they are about. */
export function keptViews(
  rules: readonly DataRule[],
  workspaceId: string,
  catalog: Catalog,
): DataRuleList["keptViews"] {
  const readers = everyKindOfReader(rules, workspaceId);
  const withheld = [...new Set(readers.flatMap((reader) => restrictionsOf(rules, reader, catalog).withheld))].sort();
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

/** Whom rules can tell apart: the roles, and whoever a rule names, in whatever role. */
function everyKindOfReader(rules: readonly DataRule[], workspaceId: string): readonly Reader[] {
  const named = rules.flatMap(({ appliesTo }) =>
    appliesTo.kind === "everyone" ? appliesTo.except : appliesTo.members,
  );
  return [null, ...new Set(named)].flatMap((userId) =>
    ROLES.map((role) => ({ kind: "user" as const, workspaceId, userId, role, attributes: {} })),
  );
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
