import type { Column } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import { describe, expect, it } from "vitest";
import { withoutLinks } from "./unlink.ts";

const column = (name: string): Column => ({ name, type: { kind: "text", native: "text" }, nullable: true });
const SOURCE = prepareSource(
  {
    dialect: "sqlite",
    version: "1",
    tables: [
      { name: "singer", kind: "table", columns: [column("name"), column("salary")], primaryKey: [], foreignKeys: [] },
    ],
  },
  [],
);

describe("withoutLinks", () => {
  it.each([
    ["takes all words that stand for a name", 1, 0, true],
    ["takes none", 0, SOURCE.names.synonyms.size, false],
  ])("%s", (_name, share, left, isConcerned) => {
    const { source, concerns } = withoutLinks(SOURCE, share);
    expect(source.names.synonyms.size).toBe(left);
    expect(concerns("the wage of each singer")).toBe(isConcerned);
    expect(concerns("the salary of Joe")).toBe(false);
  });
  it("takes some, the same ones every time, and leaves names as they are", () => {
    const { source } = withoutLinks(SOURCE);
    expect(source.names.synonyms.size).toBeGreaterThan(0);
    expect(source.names.synonyms.size).toBeLessThan(SOURCE.names.synonyms.size);
    expect(withoutLinks(SOURCE).source.names.synonyms).toEqual(source.names.synonyms);
    expect(source.names.byStem).toBe(SOURCE.names.byStem);
  });
});
