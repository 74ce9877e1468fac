import type { CsvOptions } from "@parlance/core";

export interface CsvChoice {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly currentOf: (csv: Partial<CsvOptions>) => string;
  readonly change: (value: string) => Partial<CsvOptions>;
}

type Texts<Value extends string> = readonly (readonly [Value, string])[];

/** One select whose values are exactly those of one option; a value of any other kind is not sent. */
function choice<Key extends keyof CsvOptions, Value extends CsvOptions[Key] & string>(
  label: string,
  key: Key,
  texts: Texts<Value>,
): CsvChoice {
  return {
    label,
    options: texts.map(([value, text]) => ({ value, text })),
    currentOf: (csv) => String(csv[key] ?? texts[0]?.[0] ?? ""),
    change: (value) => {
      const known = texts.find(([one]) => one === value);
      return known === undefined ? {} : { [key]: known[0] };
    },
  };
}

export const CSV_CHOICES: readonly CsvChoice[] = [
  choice("Delimiter", "delimiter", [
    [",", "comma ,"],
    [";", "semicolon ;"],
    ["\t", "tab"],
    ["|", "bar |"],
    [" ", "space"],
  ]),
  choice("Encoding", "encoding", [
    ["utf-8", "UTF-8"],
    ["windows-1252", "Windows-1252"],
    ["utf-16le", "UTF-16 LE"],
    ["utf-16be", "UTF-16 BE"],
  ]),
  choice("Dates such as 03/04/2025", "dateOrder", [
    ["ymd", "year first"],
    ["dmy", "day first: 3 April"],
    ["mdy", "month first: March 4"],
  ]),
  choice("Decimal sign", "decimalSeparator", [
    [".", "point 1.5"],
    [",", "comma 1,5"],
  ]),
  choice("Thousands sign", "thousandsSeparator", [
    ["", "none"],
    [",", "comma 1,000"],
    [".", "point 1.000"],
    [" ", "space 1 000"],
    ["'", "apostrophe 1'000"],
  ]),
  {
    label: "First row",
    options: [
      { value: "yes", text: "holds the column names" },
      { value: "no", text: "is data" },
    ],
    currentOf: ({ hasHeader }) => (hasHeader === false ? "no" : "yes"),
    change: (value) => ({ hasHeader: value === "yes" }),
  },
];
