import { describe, expect, it } from "vitest";
import { inUnitsOf } from "./measure-units.ts";

const rows: [name: string, column: string, value: number, unit: string, kept: number][] = [
  ["hours of a column in minutes", "Running Time min", 3, "hours", 180],
  ["hours of a column in hours", "duration_hours", 3, "hours", 3],
  ["kilometres of a column in metres, in brackets", "Distance (m)", 2, "km", 2000],
  ["a unit of another kind", "Height (m)", 3, "hours", 3],
  ["no unit said", "Height (m)", 300, "", 300],
  ["millions written out", "U.S. viewers (millions)", 3_000_000, "", 3],
  ["millions as they are kept", "U.S. viewers (millions)", 3, "", 3],
  ["money in millions", "Revenue ($ millions)", 2_500_000, "", 2.5],
  ["a column without a unit", "price", 3, "hours", 3],
];

describe("inUnitsOf", () => {
  it.each(rows)("%s", (_name, column, value, unit, kept) =>
    expect(inUnitsOf({ name: column }, value, unit)).toBe(kept),
  );

  it("goes by what reading the file noted", () =>
    expect(inUnitsOf({ name: "Distance", comment: "in km" }, 20_000, "m")).toBe(20));
});
