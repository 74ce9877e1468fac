import type { ParseOptions } from "@parlance/core";
import { expect, test } from "vitest";
import { parseFacts } from "./parse-facts.ts";

test.each<[string, ParseOptions, [string, string][]]>([
  [
    "a tab-separated file with day-first dates",
    {
      csv: {
        delimiter: "\t",
        encoding: "windows-1252",
        hasHeader: true,
        skipLines: 0,
        decimalSeparator: ",",
        thousandsSeparator: ".",
        dateOrder: "dmy",
        nullWords: ["n/a", ""],
      },
    },
    [
      ["Delimiter", "tab"],
      ["Encoding", "Windows-1252"],
      ["Header", "first row"],
      ["Decimals", "comma"],
      ["Thousands", "point"],
      ["Dates", "day first"],
      ["Read as NULL", "n/a, empty"],
    ],
  ],
  ["a sheet with a row of totals", { totalsRow: "leaveOut" }, [["Totals or remarks below", "left out"]]],
  ["a workbook", { sheets: { sheets: ["2024", "2025"] } }, [["Sheets", "2024, 2025"]]],
  ["JSON at the top", { json: { nested: "flatten", recordsPath: "" } }, [["Nested values", "spread into columns"]]],
  ["Parquet says nothing", {}, []],
])("%s", (_name, parsed, facts) => expect(parseFacts(parsed)).toEqual(facts));
