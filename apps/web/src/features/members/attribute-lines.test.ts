import { describe, expect, test } from "vitest";
import { readAttributes, writeAttributes } from "./attribute-lines.ts";

describe("attributes as lines", () => {
  const READ: readonly (readonly [string, string, Record<string, string>])[] = [
    ["one a line", "region: north\nteam: sales", { region: "north", team: "sales" }],
    ["spaces and empty lines count for nothing", "  region :  north  \n\n", { region: "north" }],
    ["a value may hold anything", "url: https://x: y", { url: "https://x: y" }],
    ["an empty value is one", "region:", { region: "" }],
    ["nothing is nothing", "", {}],
  ];
  test.each(READ)("%s", (_name, text, attributes) => {
    expect(readAttributes(text)).toEqual({ attributes, problem: null });
  });

  test.each(["region", "Region: x", "a b: c", ": x"])("“%s” is none", (line) => {
    expect(readAttributes(line).problem).toContain(line);
  });

  test("what was written is read again", () => {
    const attributes = { region: "north", team: "a: b" };
    expect(readAttributes(writeAttributes(attributes)).attributes).toEqual(attributes);
  });
});
