import type { Catalog } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { analyze } from "../generate/analyze.ts";
import { NOON, SHOP } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";

const text = (name: string) => ({ name, type: { kind: "text" as const, native: "text" }, nullable: false });

const HARBOUR: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    {
      name: "ship",
      kind: "table",
      columns: [text("name"), text("flag"), text("fuel_category"), text("advisor")],
      primaryKey: [],
      foreignKeys: [],
      rowCount: 10,
    },
  ],
};
const source = prepareSource(HARBOUR, []);
const mentionsIn = (question: string) => analyze(question, source, NOON, "UTC").mentions;
const scoreOf = (question: string, name: string): number => {
  const { columns, tables } = mentionsIn(question);
  const named = [
    ...columns.flat().map(({ column, score }) => ({ name: column.name, score })),
    ...tables.flat().map(({ table, score }) => ({ name: table.name, score })),
  ];
  return Math.max(0, ...named.flatMap((one) => (one.name === name ? [one.score] : [])));
};

describe("words that nothing else explains", () => {
  test("stand for the nearest name, too weakly for an answer without a doubt", () => {
    expect(scoreOf("how many dinghies are there", "ship")).toBe(0);
    expect(scoreOf("which freighters are there", "ship")).toBeGreaterThan(0.3);
    expect(scoreOf("which freighters are there", "ship")).toBeLessThan(0.5);
  });

  test.each([
    ["a name", "what about Freighters", "ship"],
    ["a word that says hardly anything", "who lives here", "ship"],
    ["what was done", "what was docked", "ship"],
  ])("%s stands for none", (_, question, name) => {
    expect(scoreOf(question, name)).toBe(0);
  });

  test("a misspelt word is put right, as before", () => {
    expect(mentionsIn("list the advisr").corrections.get(2)).toBe("advisor");
  });

  test("a word that the schema has a name for is linked as before", () => {
    const customers = analyze("customers", SHOP, NOON, "UTC").mentions.tables[0] ?? [];
    expect(customers[0]?.score).toBeGreaterThan(0.9);
  });
});

test("two words that may stand for the two of a name bear each other out", () => {
  expect(scoreOf("petrol type of each ship", "fuel_category")).toBeGreaterThan(0.3);
});
