import type { Frame } from "@parlance/core";
import { expect, test } from "vitest";
import { frame } from "../fixtures/frame-samples.ts";
import { sayTheSame } from "./same-result.ts";

const BASE = frame({ region: ["text", ["East", "West"]], total: ["double", [1.1, 2]] });

test.each<[string, Frame, Frame, boolean]>([
  ["itself", BASE, BASE, true],
  ["other names", BASE, frame({ a: ["text", ["East", "West"]], b: ["double", [1.1, 2]] }), true],
  ["another order of rows", BASE, frame({ a: ["text", ["West", "East"]], b: ["double", [2, 1.1]] }), true],
  ["another order of columns", BASE, frame({ b: ["double", [1.1, 2]], a: ["text", ["East", "West"]] }), true],
  ["one more column", BASE, frame({ ...columns(BASE), n: ["integer", [3, 4]] }), true],
  ["decimals for doubles", BASE, frame({ a: ["text", ["East", "West"]], b: ["decimal", ["1.10", "2.00"]] }), true],
  ["the last digits of a sum", BASE, frame({ a: ["text", ["East", "West"]], b: ["double", [1.1 + 1e-12, 2]] }), true],
  ["values changed over", BASE, frame({ a: ["text", ["East", "West"]], b: ["double", [2, 1.1]] }), false],
  ["another value", BASE, frame({ a: ["text", ["East", "West"]], b: ["double", [1.2, 2]] }), false],
  ["one row less", BASE, frame({ a: ["text", ["East"]], b: ["double", [1.1]] }), false],
  ["nothing and nothing", frame({ a: ["integer", []] }), frame({ b: ["text", []] }), true],
])("%s", (_name, one, other, expected) => {
  expect(sayTheSame(one, other)).toBe(expected);
});

function columns(of: Frame): Parameters<typeof frame>[0] {
  return Object.fromEntries(
    of.columns.map((column, i) => [column.name, [column.type.kind, of.data[i] ?? []] as const]),
  );
}
