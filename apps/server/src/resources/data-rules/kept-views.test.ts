import type { Catalog } from "@parlance/core";
import { expect, test } from "vitest";
import type { AppliesTo, DataRule } from "../../governing/data-rule.ts";
import { keptViews } from "./kept-views.ts";

const columns = [{ name: "pay", type: { kind: "integer", native: "int" }, nullable: true }] as const;
const table = { columns, primaryKey: [], foreignKeys: [] } as const;
const CATALOG: Catalog = {
  dialect: "postgres",
  version: "1",
  tables: [
    { ...table, name: "staff", kind: "table" },
    { ...table, name: "wages", kind: "view", reads: ["staff"] },
    { ...table, name: "weekdays", kind: "view", reads: [] },
  ],
};

const roles = (...names: ("owner" | "analyst" | "viewer")[]): AppliesTo => ({
  kind: "some",
  roles: names,
  members: [],
});
const EVERYONE: AppliesTo = { kind: "everyone", except: [] };
const hidden = (appliesTo: AppliesTo): DataRule => ({
  tableName: "staff",
  body: { kind: "column", column: "pay", action: "hide" },
  appliesTo,
});
const opened = (appliesTo: AppliesTo): DataRule => ({ tableName: "wages", body: { kind: "open" }, appliesTo });

test.each<[string, readonly DataRule[], readonly string[]]>([
  ["nothing is kept without rules", [], []],
  ["kept from those the rule is about", [hidden(roles("analyst"))], ["wages"]],
  ["opened for all of them", [hidden(roles("analyst")), opened(roles("analyst"))], []],
  ["opened for some of them", [hidden(roles("analyst", "viewer")), opened(roles("viewer"))], ["wages"]],
  ["opened for others", [hidden(roles("analyst")), opened(roles("owner"))], ["wages"]],
  ["opened for everyone", [hidden(EVERYONE), opened(EVERYONE)], []],
  ["but for one", [hidden(EVERYONE), opened({ kind: "everyone", except: ["ann"] })], ["wages"]],
  ["kept from one alone", [hidden({ kind: "some", roles: [], members: ["ann"] })], ["wages"]],
])("views that rules keep: %s", (_name, rules, kept) => {
  expect(keptViews(rules, "w", CATALOG).map(({ name }) => name)).toEqual(kept);
});
