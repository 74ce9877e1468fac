import type { Catalog, ColumnRule } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { type AppliesTo, anybodyIn, type DataRule, isSubject, type Reader, type RuleBody } from "./data-rule.ts";
import { governedBy } from "./governed.ts";
import { restrictionsOf } from "./restrictions-of.ts";
import { speaksOf } from "./speaks-of.ts";
import { stricter } from "./stricter.ts";

const text = (name: string) => ({ name, type: { kind: "text", native: "text" } as const, nullable: true });
const CATALOG: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    {
      name: "people",
      kind: "table",
      columns: [text("name"), text("region"), text("team"), text("iban")],
      primaryKey: [],
      foreignKeys: [],
    },
  ],
};

const ANN: Reader = {
  kind: "user",
  workspaceId: "w",
  userId: "ann",
  role: "analyst",
  attributes: { region: "North", email: "ann@x.example" },
};
const EVERYONE: AppliesTo = { kind: "everyone", except: [] };
const ANALYSTS: AppliesTo = { kind: "some", roles: ["analyst"], members: [] };
const rule = (body: RuleBody, appliesTo: AppliesTo = ANALYSTS, tableName = "people"): DataRule => ({
  tableName,
  body,
  appliesTo,
});
const rows = (filter: string, appliesTo: AppliesTo = ANALYSTS): DataRule => rule({ kind: "row", filter }, appliesTo);

describe("whom a rule is about", () => {
  test.each<[string, AppliesTo, Partial<Reader>, boolean]>([
    ["a role that has it", ANALYSTS, {}, true],
    ["another role", ANALYSTS, { role: "admin" }, false],
    ["a member named", { kind: "some", roles: [], members: ["ann"] }, {}, true],
    ["another member", { kind: "some", roles: [], members: ["bob"] }, {}, false],
    ["everyone, the owner too", { kind: "everyone", except: [] }, { role: "owner" }, true],
    ["everyone but this one", { kind: "everyone", except: ["ann"] }, {}, false],
    ["everyone but one, asked by nobody known", { kind: "everyone", except: ["ann"] }, { userId: null }, true],
  ])("%s", (_name, appliesTo, part, expected) => {
    expect(isSubject({ ...ANN, ...part }, appliesTo)).toBe(expected);
    expect(isSubject(anybodyIn("w"), appliesTo)).toBe(true);
  });
});

describe("rules of one person", () => {
  test("about rows must all hold", () => {
    const { tables } = restrictionsOf([rows("region = user.region"), rows("team = 'a'")], ANN, CATALOG);
    expect(tables).toMatchObject([{ table: "people", rows: { kind: "all", parts: [{}, {}] } }]);
  });

  test("about others are not theirs", () => {
    const others = rows("team = 'a'", { kind: "some", roles: ["viewer"], members: [] });
    expect(restrictionsOf([others], ANN, CATALOG)).toEqual({ tables: [], withheld: [], missing: [] });
  });

  test("that need what is not known of them show no row, and say so", () => {
    const { tables, missing } = restrictionsOf([rows("team = user.team or region = 'North'")], ANN, CATALOG);
    expect(tables).toMatchObject([{ rows: { kind: "constant", value: false } }]);
    expect(missing).toEqual(["team"]);
  });

  test.each<[string, RuleBody]>([
    ["a filter", { kind: "row", filter: "land = 'x'" }],
    ["a column rule", { kind: "column", column: "land", action: "hide" }],
  ])("that cannot be followed keep their table: %s", (_name, body) => {
    const own = restrictionsOf([rule(body), rows("team = 'a'")], ANN, CATALOG);
    expect(own).toMatchObject({ tables: [], withheld: ["people"] });
    expect(restrictionsOf([rule(body)], { ...ANN, role: "owner" }, CATALOG).withheld).toEqual([]);
  });

  test("find their column however it is spelled, and a column of an odd name", () => {
    const odd = {
      ...CATALOG,
      tables: CATALOG.tables.map((table) => ({ ...table, columns: [...table.columns, text("__proto__")] })),
    };
    const hide = (column: string) => rule({ kind: "column", column, action: "hide" as const });
    const { tables } = restrictionsOf([hide("IBAN"), hide("__proto__")], ANN, odd);
    expect(Object.keys(tables[0]?.columns ?? {}).sort()).toEqual(["__proto__", "iban"]);
  });
});

const last = (characters: number): ColumnRule => ({ kind: "mask", mask: { keep: "last", characters } });
const nothing: ColumnRule = { kind: "mask", mask: { keep: "null" } };

describe("a view over a table with rules", () => {
  const over: Catalog = {
    ...CATALOG,
    tables: [
      ...CATALOG.tables,
      ...CATALOG.tables.map((table) => ({ ...table, name: "seen", kind: "view" as const, reads: ["people"] })),
    ],
  };
  const open = (appliesTo: AppliesTo) => rule({ kind: "open" }, appliesTo, "seen");

  test.each<[string, readonly DataRule[], Reader, readonly string[]]>([
    ["is withheld", [rows("team = 'a'")], ANN, ["seen"]],
    ["is whole for those whom no rule is about", [rows("team = 'a'")], { ...ANN, role: "owner" }, []],
    ["is shown to those whom it is opened for", [rows("team = 'a'"), open(ANALYSTS)], ANN, []],
    ["is withheld from others", [rows("team = 'a'", EVERYONE), open(ANALYSTS)], { ...ANN, role: "viewer" }, ["seen"]],
    [
      "is withheld from whoever it may be, if opened for some",
      [rows("team = 'a'"), open(ANALYSTS)],
      anybodyIn("w"),
      ["seen"],
    ],
    ["is shown to anybody, if opened for everyone", [rows("team = 'a'"), open(EVERYONE)], anybodyIn("w"), []],
    ["is withheld with its table", [rows("land = 'x'")], ANN, ["people", "seen"]],
  ])("%s", (_name, rules, reader, withheld) => {
    expect(restrictionsOf(rules, reader, over).withheld).toEqual(withheld);
  });
});

describe("of two rules about a column the stricter counts", () => {
  test.each<[string, ColumnRule, ColumnRule, ColumnRule]>([
    ["hiding before a hash", { kind: "hide" }, { kind: "hash" }, { kind: "hide" }],
    ["nothing before a hash", nothing, { kind: "hash" }, nothing],
    ["a hash before a part", { kind: "hash" }, last(4), { kind: "hash" }],
    ["fewer characters before more", last(2), last(4), last(2)],
    ["two ends leave nothing", last(2), { kind: "mask", mask: { keep: "first", characters: 2 } }, nothing],
    ["an end and a year leave nothing", last(2), { kind: "mask", mask: { keep: "year" } }, nothing],
  ])("%s", (_name, a, b, expected) => {
    expect(stricter(a, b)).toEqual(expected);
    expect(stricter(b, a)).toEqual(expected);
  });
});

describe("the word for what somebody sees", () => {
  const seen = (region: string) =>
    governedBy(restrictionsOf([rows("region = user.region")], { ...ANN, attributes: { region } }, CATALOG));

  test("is the same for the same rows, another for others; the shape is the same for both", () => {
    expect(seen("North").fingerprint).toBe(seen("North").fingerprint);
    expect(seen("North").fingerprint).not.toBe(seen("South").fingerprint);
    expect(seen("North").shape).toBe(seen("South").shape);
    expect(JSON.stringify(seen("North"))).not.toContain("North");
  });

  test("differs where rows are limited and where they are not", () => {
    const hidden = rule({ kind: "column", column: "iban", action: "hide" });
    const [some, all] = [[hidden, rows("region = 'x'")], [hidden]].map((own) =>
      governedBy(restrictionsOf(own, ANN, CATALOG)),
    );
    expect(some?.shape).not.toBe(all?.shape);
    expect(some?.limits).toEqual([{ table: "people", hasFewerRows: true, maskedColumns: [] }]);
  });
});

describe("what others wrote", () => {
  test.each([
    ["a statement", { sql: "SELECT Salary FROM t" }, true],
    ["a name in quotes", ['"salary"'], true],
    ["part of another word", { sql: "SELECT salary_band FROM t" }, false],
    ["the word only as a key", { salary: "x" }, false],
    ["nothing", null, false],
  ])("speaks of a column: %s", (_name, written, expected) => {
    expect(speaksOf(written, ["salary", "odd+name (x)"])).toBe(expected);
  });
});
