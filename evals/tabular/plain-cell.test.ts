import type { Cell } from "@parlance/core";
import { describe, expect, it } from "vitest";
import { plainCell } from "./plain-cell.ts";

const rows: [name: string, cell: Cell, wanted: Cell][] = [
  ["decimals as text are numbers", "12.50", 12.5],
  ["thousands separators go", "1,234,567", 1234570],
  ["letter case does not count", " Gentoo ", "gentoo"],
  ["midnight is the date", "2014-01-01 00:00:00", "2014-01-01"],
  ["a date written out is the date", "30 June 2001", "2001-06-30"],
  ["so is one that begins with its month", "Jan. 5, 1999", "1999-01-05"],
  ["words beside a year are no date", "3 Blind 1999", "3 blind 1999"],
  ["booleans are words", true, "true"],
  ["whole numbers of any width agree", 5n, 5],
  ["six digits are compared", 2.23606797, 2.23607],
];

describe("plainCell", () => {
  it.each(rows)("%s", (_name, cell, wanted) => expect(plainCell(cell)).toBe(wanted));
});
