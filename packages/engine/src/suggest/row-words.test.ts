import { describe, expect, it } from "vitest";
import { CAFE } from "../cafe.fixture.ts";
import { isPluralPhrase, rowNoun, shortName, spokenName } from "./row-words.ts";

const [table] = CAFE.schema.tables;
const [column] = table?.columns ?? [];

const names: [name: string, said: string | undefined][] = [
  ["Elevation (m)", "elevation"],
  ["Qty in stock", "quantity in stock"],
  ["mnth_fee_amt", "monthly fee amount"],
  ["Goals for", undefined],
  ["How many years have you worked here?", undefined],
  ["column_3", undefined],
  ["P", undefined],
];

describe("words for a table's rows and columns", () => {
  it.each(names)("%s", (name, said) => {
    expect(column && spokenName({ ...column, name })).toBe(said);
  });

  it("goes by the key that tells the rows apart", () => {
    const key = column && { ...column, words: ["member", "id"], refTable: undefined };
    const gym = table && key && { ...table, words: ["gym"], nameColumns: [], keyColumn: key };
    expect(gym && rowNoun(gym, true)).toEqual({ one: "member", many: "members" });
    expect(gym && rowNoun(gym, false)).toEqual({ one: "gym", many: "gyms" });
  });

  it("leaves out how a column is kept", () => {
    expect(["plan code", "monthly fee amount", "amount", "unit price"].map(shortName)).toEqual([
      "plan",
      "monthly fee",
      "amount",
      "unit price",
    ]);
  });

  it("has one and many", () => {
    const called = (words: readonly string[]) => table && rowNoun({ ...table, words, nameColumns: [] }, true);
    expect(called(["tall", "towers"])).toEqual({ one: "tall tower", many: "tall towers" });
    expect(called(["city"])).toEqual({ one: "city", many: "cities" });
    expect(called(["hardware", "stock"])).toEqual({ one: "row", many: "rows" });
    expect(called(["taxis"])).toEqual({ one: "taxi", many: "taxis" });
    expect(called(["status"])).toEqual({ one: "status", many: "statuses" });
    expect(isPluralPhrase("daily passengers")).toBe(true);
    expect(isPluralPhrase("price")).toBe(false);
  });
});
