import type { Cell, Frame, TypeKind } from "@parlance/core";
import { describe, expect, it } from "vitest";
import { csvHeader, csvRows } from "./csv.ts";

const frameOf = (kind: TypeKind, cells: readonly Cell[]): Frame => ({
  columns: [{ name: "value", type: { kind, native: kind } }],
  rowCount: cells.length,
  data: [cells],
});

describe("CSV", () => {
  it.each<[string, TypeKind, Cell, string]>([
    ["NULL is nothing", "text", null, ""],
    ["an empty text is quoted", "text", "", '""'],
    ["quotes are doubled", "text", 'say "hi", twice', '"say ""hi"", twice"'],
    ["line breaks stay inside", "text", "a\nb", '"a\nb"'],
    ["exact decimals stay exact", "decimal", "12.30", "12.30"],
    ["wide integers stay exact", "bigint", 9007199254740993n, "9007199254740993"],
    ["formulas are left alone", "text", "=1+1", "=1+1"],
    ["lists are JSON", "list", [1, "a"], '"[1,""a""]"'],
  ])("%s", (_name, kind, cell, expected) => {
    expect(csvRows(frameOf(kind, [cell]))).toBe(`${expected}\n`);
  });

  it("quotes headings that need it", () => {
    const columns = ["plain", "a,b"].map((name) => ({ name, type: { kind: "text" as const, native: "" } }));
    expect(csvHeader(columns)).toBe('plain,"a,b"\n');
  });
});
