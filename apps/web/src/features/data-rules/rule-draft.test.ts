import { describe, expect, test } from "vitest";
import type { AppliesTo, DataRule, RuleBody } from "./api/data-rules.ts";
import { draftOf, EMPTY_DRAFT, ruleWords, whomWords, writeOf } from "./rule-draft.ts";

const SOME: AppliesTo = { kind: "some", roles: ["analyst"], members: ["u1"] };

describe("a rule in a form", () => {
  test.each<[string, RuleBody, string]>([
    ["rows", { kind: "row", filter: "region = user.region" }, "Only rows where region = user.region"],
    ["a view that is opened", { kind: "open" }, "Opened: shown as it is"],
    ["hidden", { kind: "column", column: "pay", action: "hide" }, "pay is hidden"],
    ["hashed", { kind: "column", column: "pay", action: "hash" }, "pay is hashed"],
    [
      "masked at one end",
      { kind: "column", column: "iban", action: "mask", mask: { keep: "last", characters: 4 } },
      "iban shows only the last 4 characters",
    ],
    [
      "masked to the year",
      { kind: "column", column: "born", action: "mask", mask: { keep: "year" } },
      "born shows only the year",
    ],
  ])("comes back as it went in and is told: %s", (_name, rule, words) => {
    const kept = { table: "people", rule, appliesTo: SOME, note: "why" };
    const full: DataRule = {
      ...kept,
      id: "r",
      sourceId: "s",
      fault: null,
      attributes: [],
      revision: 1,
      createdAt: "",
      updatedAt: "",
    };
    expect(writeOf(draftOf(full))).toEqual(kept);
    expect(ruleWords(rule)).toBe(words);
  });

  test.each([
    ["no table", { filter: "a = 1" }],
    ["no filter", { table: "t" }],
    ["no column", { table: "t", action: "hide" as const }],
    ["nobody", { table: "t", filter: "a = 1", roles: [] }],
  ])("is not ready with %s", (_name, part) => {
    expect(writeOf({ ...EMPTY_DRAFT, ...part })).toBeNull();
  });

  test.each<[AppliesTo, string]>([
    [SOME, "analysts and Ann"],
    [{ kind: "some", roles: [], members: ["gone"] }, "a former member"],
    [{ kind: "everyone", except: [] }, "everyone"],
    [{ kind: "everyone", except: ["u1"] }, "everyone but Ann"],
  ])("says whom it is about: %j", (to, words) => {
    expect(whomWords(to, [{ userId: "u1", name: "Ann" }])).toBe(words);
  });
});
