import type { ParseOptions } from "@parlance/core";

const NAMED: Readonly<Record<string, string>> = {
  ",": "comma",
  ";": "semicolon",
  "\t": "tab",
  "|": "bar",
  " ": "space",
  "": "none",
  ".": "point",
  "'": "apostrophe",
  '"': "double quote",
};

export const nameOfMark = (mark: string): string => NAMED[mark] ?? mark;

const ENCODINGS: Readonly<Record<string, string>> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  "windows-1252": "Windows-1252",
};
const DATE_ORDERS: Readonly<Record<string, string>> = { ymd: "year first", dmy: "day first", mdy: "month first" };

export const TOTALS_ROW = { leaveOut: "left out", keep: "kept" } as const;

/** What was recognised in a file, in words. */
export function parseFacts({ csv, sheets, json, totalsRow }: ParseOptions): (readonly [string, string])[] {
  const facts: (readonly [string, string | undefined])[] = [
    ["Delimiter", csv?.delimiter === undefined ? undefined : nameOfMark(csv.delimiter)],
    ["Encoding", csv?.encoding && ENCODINGS[csv.encoding]],
    ["Header", csv?.hasHeader === undefined ? undefined : csv.hasHeader ? "first row" : "none"],
    ["Skipped lines", csv?.skipLines ? String(csv.skipLines) : undefined],
    ["Decimals", csv?.decimalSeparator === undefined ? undefined : nameOfMark(csv.decimalSeparator)],
    ["Thousands", csv?.thousandsSeparator ? nameOfMark(csv.thousandsSeparator) : undefined],
    ["Dates", csv?.dateOrder && DATE_ORDERS[csv.dateOrder]],
    [
      "Read as NULL",
      csv?.nullWords && csv.nullWords.length > 0
        ? csv.nullWords.map((word) => (word === "" ? "empty" : word)).join(", ")
        : undefined,
    ],
    ["Totals or remarks below", totalsRow && TOTALS_ROW[totalsRow]],
    ["Sheets", sheets?.sheets?.join(", ")],
    [
      "Nested values",
      json?.nested === undefined ? undefined : json.nested === "flatten" ? "spread into columns" : "kept as JSON",
    ],
    ["Records at", json?.recordsPath ? json.recordsPath : undefined],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}
