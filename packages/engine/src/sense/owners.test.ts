import type { Catalog, Column } from "@parlance/core";
import { column, type Query, select } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { proposeCandidates } from "../generate/propose-candidates.ts";
import { NOON } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";
import { isFlawIn } from "./flaw.ts";
import { inspect } from "./inspected.ts";
import { SHOWN_FLAWS } from "./shown-flaws.ts";

const plain = (name: string, kind: "integer" | "decimal" | "text"): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
});

const account = (name: string): Catalog["tables"][number] => ({
  name,
  kind: "table",
  columns: [plain("owner_id", "integer"), plain("balance", "decimal")],
  primaryKey: ["owner_id"],
  foreignKeys: [
    { columns: ["owner_id"], refTable: "owners", refColumns: ["owner_id"], origin: "declared", confidence: 1 },
  ],
});

const BANK = prepareSource(
  {
    dialect: "duckdb",
    version: "1",
    tables: [
      {
        name: "owners",
        kind: "table",
        columns: [plain("owner_id", "integer"), plain("name", "text")],
        primaryKey: ["owner_id"],
        foreignKeys: [],
      },
      account("checking"),
      account("savings"),
    ],
  },
  [],
);

const balanceOf = (table: string): Query => ({ select: [select(column(table, "balance"))] });

const CASES: [question: string, flawed: string, sound: string][] = [
  ["what is the checking balance?", "savings", "checking"],
  ["the balance of the savings", "checking", "savings"],
];

describe("of-another-owner", () => {
  it.each(CASES)("%s is not taken from %s", (text, flawed, sound) => {
    const { candidates, question } = proposeCandidates({ question: text, source: BANK, now: NOON, timeZone: "UTC" });
    const draft = candidates[0]?.draft;
    if (!draft) throw new Error("Nothing was proposed.");
    const flaw = SHOWN_FLAWS.find(({ name }) => name === "of-another-owner");
    const isFlawed = (table: string) => flaw && isFlawIn(flaw, inspect(balanceOf(table), draft, question));
    expect([isFlawed(flawed), isFlawed(sound)]).toEqual([true, false]);
  });
});
