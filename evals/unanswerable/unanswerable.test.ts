import type { Catalog, Column } from "@parlance/core";
import { describe, expect, it } from "vitest";
import type { SourceFacts } from "../spider/read-source.ts";
import { isPlainColumn, withoutColumn, withoutTable } from "./take-away.ts";

const column = (name: string): Column => ({ name, type: { kind: "text", native: "text" }, nullable: true });
const boat = { name: "boat", kind: "table", primaryKey: ["id"], foreignKeys: [] } as const;
const CATALOG: Catalog = {
  dialect: "sqlite",
  version: "1",
  tables: [
    { ...boat, columns: ["id", "hull", "mast"].map(column) },
    {
      name: "trip",
      kind: "table",
      primaryKey: ["trip"],
      columns: ["trip", "boat", "day"].map(column),
      foreignKeys: [{ columns: ["boat"], refTable: "boat", refColumns: ["id"], origin: "declared", confidence: 1 }],
    },
  ],
};
const FACTS: SourceFacts = {
  catalog: CATALOG,
  values: [{ table: "boat", column: "hull", values: [{ value: "red", count: 1 }], isTruncated: false }],
};

describe("what is taken away", () => {
  it("takes a table with all that points to it", () => {
    const { catalog, values } = withoutTable(FACTS, "boat");
    expect(catalog.tables.map(({ foreignKeys, name }) => [name, foreignKeys.length])).toEqual([["trip", 0]]);
    expect(values).toEqual([]);
  });
  it("takes a column with its values, of its own table alone", () => {
    const { catalog, values } = withoutColumn(FACTS, "boat", "hull");
    expect(catalog.tables.map(({ columns }) => columns.length)).toEqual([2, 3]);
    expect(values).toEqual([]);
  });
  it.each([
    ["a plain one", "boat", "hull", true],
    ["a key", "boat", "id", false],
    ["one that points elsewhere", "trip", "boat", false],
  ])("tells columns apart that joins need: %s", (_name, table, name, isPlain) =>
    expect(isPlainColumn(FACTS, table, name)).toBe(isPlain),
  );
});
