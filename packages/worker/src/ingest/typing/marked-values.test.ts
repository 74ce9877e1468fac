import { describe, expect, it } from "vitest";
import { chooseFormat } from "./choose-format.ts";
import { type Marks, withoutMarks } from "./marked-values.ts";

const rows: [name: string, column: string, values: string[], kind: string][] = [
  ["a star at one figure", "Sales", ["1,204", "980*", "2,411"], "marked"],
  ["references behind each date", "Date", ["3 May 2012[1]", "30 March 2002 [2][3]"], "marked"],
  ["shared places", "Rank", ["1", "T2", "T2", "4"], "marked"],
  ["letters before digits that are no places", "Bus", ["T2", "T3", "4"], "text"],
  ["names with stars", "Club", ["Orlen City*", "Dray United"], "text"],
  ["a plus and a minus that no keyboard has", "GD", ["+31", "0", "−7"], "marked"],
  ["a plus everywhere is no sign", "Prefix", ["+31", "+44"], "integer"],
  ["figures without marks", "Sales", ["1,204", "980"], "integer"],
];

describe("marks at figures and dates", () => {
  it.each(rows)("%s", (_name, name, values, kind) =>
    expect(chooseFormat({ name, values, declared: "nothing" }, {}).format.kind).toBe(kind),
  );

  const marked: [value: string, marks: Marks, plain: string][] = [
    ["980*", "footnotes", "980"],
    ["30 March 2002 [2][3]", "footnotes", "30 March 2002"],
    ["T7", "ties", "7"],
    ["=3", "ties", "3"],
    ["−7", "signs", "-7"],
    ["+31", "signs", "31"],
  ];
  it.each(marked)("%s is plain without them", (value, marks, plain) => expect(withoutMarks(value, marks)).toBe(plain));
});

const nothing: [name: string, values: string[], nullWords: string[]][] = [
  ["a dash beside words is nothing", ["Silver", "—", "Gold"], ["—"]],
  ["a dash beside signs is a value", ["+", "-", "good"], []],
  ["a dash beside grades is a value", ["A-", "-", "none given"], []],
];

describe("a dash alone in a column of words", () => {
  it.each(nothing)("%s", (_name, values, nullWords) =>
    expect(chooseFormat({ name: "Certification", values, declared: "nothing" }, {}).nullWords).toEqual(nullWords),
  );
});
