import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Column } from "../catalog.ts";
import type { DataType } from "../data-type.ts";
import { attributesOfRule, bindRule, checkRule, columnsOfRule, type ParsedRule, parseRule } from "./index.ts";

const column = (name: string, kind: DataType["kind"]): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
});

const COLUMNS = [
  column("region", "text"),
  column("owner_email", "text"),
  column("Status", "text"),
  column("amount", "decimal"),
  column("level", "integer"),
  column("is_public", "boolean"),
  column("placed_on", "date"),
  column("created_at", "timestamp"),
  column("id", "uuid"),
  column("note", "json"),
  column("and", "text"),
];

const ruleOf = (text: string): ParsedRule => {
  const parsed = parseRule(text);
  return parsed.isOk ? checkRule(parsed.condition, COLUMNS) : parsed;
};

function bound(text: string, attributes: Readonly<Record<string, string>> = {}) {
  const rule = ruleOf(text);
  if (!rule.isOk) throw new Error(rule.fault.message);
  return bindRule(rule.condition, attributes);
}

const region = { kind: "column", name: "region", type: "text" };
const text = (value: string) => ({ kind: "literal", type: "text", value });
const NOBODY = { kind: "constant", value: false };

describe("what a rule means", () => {
  test.each([
    ["an attribute", "region = user.region", { kind: "compare", operator: "=", left: region, right: text("EU") }],
    [
      "a list",
      "region not in ('a', 'b')",
      { kind: "in", isNegated: true, value: region, list: [text("a"), text("b")] },
    ],
    [
      "an attribute of several values",
      "region in user.regions",
      { kind: "in", isNegated: false, value: region, list: [text("EU"), text("US")] },
    ],
    ["and before or", "region = 'a' or region = 'b' and is_public", { kind: "any", parts: [{}, { kind: "all" }] }],
    ["brackets", "(region = 'a' or region = 'b') and is_public", { kind: "all", parts: [{ kind: "any" }, {}] }],
    [
      "not before and",
      "not is_public and region is null",
      { kind: "all", parts: [{ kind: "not" }, { kind: "isNull" }] },
    ],
    ["a bound", "amount between 1 and -2.50", { low: { type: "number", value: "1" }, high: { value: "-2.50" } }],
    ["a date as a text", "placed_on >= '2024-02-29'", { right: { type: "date", value: "2024-02-29" } }],
    [
      "a day for a moment",
      "created_at < date '2024-01-01'",
      { right: { type: "timestamp", value: "2024-01-01 00:00:00" } },
    ],
    ["columns of another case", "STATUS like 'o%'", { value: { name: "Status" }, pattern: "o%" }],
    ["a keyword in quotes", "\"and\" = 'x''y'", { left: { name: "and" }, right: { value: "x'y" } }],
    ["an attribute for a number", "level <= user.level", { right: { type: "number", value: "3" } }],
    ["a decided test", "user.role = 'admin' or region = 'a'", { kind: "constant", value: true }],
    ["a decided test that fails", "user.role in ('owner') or region = 'a'", { kind: "compare" }],
    ["a decided pattern", "user.role like 'a_m%'", { kind: "constant", value: true }],
  ])("%s: %s", (_name, rule, expected) => {
    expect(bound(rule, { region: "EU", regions: "EU, US,", level: "3", role: "admin" })).toMatchObject(expected);
  });

  test.each([
    ["is missing", "region = user.region", {}],
    ["is missing under a not", "not (region = user.region)", {}],
    ["is missing beside something true", "region = user.region or is_public", {}],
    ["is missing in a list", "region not in user.regions", {}],
    ["is blank", "region != user.region", { region: " " }],
    ["is a list of nothing", "region not in user.regions", { regions: " , " }],
    ["is no number", "level < user.level", { level: "3 or 1=1" }],
    ["is inherited by every object", "region = user.constructor", {}],
  ])("no rows where an attribute %s: %s", (_name, rule, attributes) => {
    expect(bound(rule, attributes)).toEqual(NOBODY);
  });
});

describe("what is no rule", () => {
  test.each([
    ["nothing", " ", /empty/, 1],
    ["a column that is not there", "regoin = 'a'", /no column regoin/, 0],
    ["a call", "lower(region) = 'a'", /Functions/, 0],
    ["another table", "orders.region = 'a'", /one table/, 0],
    ["a query", "region in (select 1)", /comma or a closing/, 18],
    ["a number for a text", "region = 1", /not a value of a text column/, 9],
    ["a text for a number", "amount > 'x'", /not a value of a number/, 9],
    ["a day that is none", "placed_on = '2023-02-29'", /not a value of a date/, 12],
    ["columns of two kinds", "region = amount", /cannot be compared/, 0],
    ["a text alone", "region", /true or false/, 0],
    ["a document", "note = 'x'", /cannot compare note/, 0],
    ["an open quote", "region = 'a", /not closed/, 9],
    ["a comment", "region = 'a' -- x", /and, or, or the end/, 13],
    ["a second statement", "region = 'a'; drop table x", /no meaning/, 12],
    ["half a range", "amount between 1", /Expected and/, 16],
    ["a pattern made elsewhere", "region like user.region", /pattern in single quotes/, 12],
    ["a pile of brackets", `${"(".repeat(100)}is_public`, /nested/, 60],
  ])("%s: %s", (_name, rule, message, start) => {
    const answer = ruleOf(rule);
    expect(answer.isOk ? undefined : answer.fault.message).toMatch(message);
    expect(answer.isOk ? undefined : answer.fault.start).toBe(start);
  });
});

it("tells which columns and attributes a rule speaks of", () => {
  const rule = ruleOf("region = user.region and (level > user.level or region is null)");
  expect(rule.isOk && [columnsOfRule(rule.condition), attributesOfRule(rule.condition)]).toEqual([
    ["region", "level"],
    ["region", "level"],
  ]);
});

describe("any text", () => {
  const piece = fc.constantFrom(
    ..."region amount is_public user . region email ( ) , = != < between and or not in like is null 'EU' 12 - \" true".split(
      " ",
    ),
  );
  const anyText = fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme" }),
    fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(" ")),
  );

  it("is a rule, or a fault inside the text", () => {
    fc.assert(
      fc.property(anyText, (rule) => {
        const answer = ruleOf(rule);
        if (answer.isOk) return;
        expect(answer.fault.start).toBeGreaterThanOrEqual(0);
        expect(answer.fault.end).toBeLessThanOrEqual(rule.length);
      }),
      { numRuns: 3_000 },
    );
  });

  it("admits no rows without the attributes it names, and holds no attribute once they are filled in", () => {
    fc.assert(
      fc.property(anyText, fc.string(), (rule, value) => {
        const answer = ruleOf(rule);
        if (!answer.isOk) return;
        if (attributesOfRule(answer.condition).length > 0) expect(bindRule(answer.condition, {})).toEqual(NOBODY);
        expect(JSON.stringify(bindRule(answer.condition, { region: value, email: value }))).not.toContain('attribute"');
      }),
      { numRuns: 3_000 },
    );
  });

  it("of an attribute stays one value", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        const condition = bound("region = user.region", { region: value });
        expect(condition).toEqual(
          value.trim() === "" ? NOBODY : { kind: "compare", operator: "=", left: region, right: text(value) },
        );
      }),
    );
  });
});
