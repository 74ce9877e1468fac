import { describe, expect, it } from "vitest";
import { type BenchRow, meetsBar } from "./bench-row.ts";
import { markdownTable } from "./report.ts";
import { replaceSection } from "./section.ts";

const row = (part: Partial<BenchRow>): BenchRow => ({
  name: "upload",
  unit: "ms",
  ours: 130,
  bare: 100,
  bar: { kind: "ratio", ratio: 1.4 },
  notes: "",
  ...part,
});

describe("a bar", () => {
  it.each([
    ["ratio met", row({}), true],
    ["ratio missed", row({ ours: 141 }), false],
    ["ratio with a fixed part", row({ ours: 109, bar: { kind: "ratio", ratio: 1, plus: 10 } }), true],
    ["ratio without a bare figure", row({ bare: null }), false],
    ["limit met", row({ bare: null, bar: { kind: "limit", limit: 130 } }), true],
    ["limit missed", row({ bare: null, bar: { kind: "limit", limit: 129 } }), false],
    ["no bar", row({ bar: { kind: "none" } }), null],
  ] as const)("%s", (_name, given, met) => {
    expect(meetsBar(given)).toBe(met);
  });
});

describe("the README", () => {
  it("shows ratio and verdict", () => {
    expect(markdownTable([row({})])).toContain("| upload | 130 ms | 100 ms | 1.30x | 1.4x | yes |");
  });

  it("leaves bar and verdict open where a figure is only recorded", () => {
    expect(markdownTable([row({ bar: { kind: "none" } })])).toContain("| upload | 130 ms | 100 ms | 1.30x |  |  |");
  });

  it("keeps the sections of other benches", () => {
    const both = replaceSection(replaceSection("# Benches\n", "one", "1"), "two", "2");
    const changed = replaceSection(both, "one", "new");
    expect(changed).toBe(
      "# Benches\n\n<!-- figures: one -->\nnew\n<!-- end: one -->\n\n<!-- figures: two -->\n2\n<!-- end: two -->\n",
    );
  });
});
