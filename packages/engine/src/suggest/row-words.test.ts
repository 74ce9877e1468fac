import { describe, expect, it } from "vitest";
import { CAFE } from "../cafe.fixture.ts";
import { isPluralPhrase, rowNoun, spokenName } from "./row-words.ts";

const [table] = CAFE.schema.tables;
const [column] = table?.columns ?? [];

const names: [name: string, said: string | undefined][] = [
  ["Elevation (m)", "elevation"],
  ["Qty in stock", "quantity in stock"],
  ["Goals for", undefined],
  ["How many years have you worked here?", undefined],
  ["column_3", undefined],
  ["P", undefined],
];

describe("words for a table's rows and columns", () => {
  it.each(names)("%s", (name, said) => {
    expect(column && spokenName({ ...column, name })).toBe(said);
  });

  it("has one and many", () => {
    const called = (words: readonly string[]) => table && rowNoun({ ...table, words, nameColumns: [] }, true);
    expect(called(["tall", "towers"])).toEqual({ one: "tall tower", many: "tall towers" });
    expect(called(["city"])).toEqual({ one: "city", many: "cities" });
    expect(called(["hardware", "stock"])).toEqual({ one: "row", many: "rows" });
    expect(isPluralPhrase("daily passengers")).toBe(true);
    expect(isPluralPhrase("price")).toBe(false);
  });
});
