import type { ParseOptions } from "@parlance/core";
import type { IngestJob } from "../job.ts";
import { type ChosenFormat, chooseFormat } from "../typing/choose-format.ts";
import type { ColumnFormat } from "../typing/column-format.ts";
import { dateShapes } from "../typing/date-shape.ts";
import { typedNullWords } from "../typing/null-words.ts";
import { measureNumbers, type NumberStyle, numberStyles } from "../typing/number-style.ts";

type ChosenKind = NonNullable<ParseOptions["columnTypes"]>[string][string];

const PLAIN: NumberStyle = { decimal: ".", thousands: "", sign: "" };

/** The format of a column whose type the person chose; undefined where they left it to us. */
export function chosenFormatFor(
  job: IngestJob,
  table: string,
  column: string,
  evidence: readonly string[],
): ChosenFormat | undefined {
  const kind = job.request.options.columnTypes?.[table]?.[column];
  if (!kind) return undefined;
  const { csv } = job.request.options;
  const nullWords = csv?.nullWords ?? typedNullWords(evidence);
  const values = evidence.filter((value) => value.trim() !== "" && !nullWords.includes(value));
  const sniffed = chooseFormat(
    { name: column, values, declared: "nothing" },
    { decimal: csv?.decimalSeparator, thousands: csv?.thousandsSeparator, dateOrder: csv?.dateOrder },
  );
  const format = formatOfKind(kind, values, sniffed.format, csv?.dateOrder);
  return { format, nullWords: kind === "text" ? [] : nullWords, isDateOrderAmbiguous: false };
}

function formatOfKind(
  kind: ChosenKind,
  values: readonly string[],
  sniffed: ColumnFormat,
  dateOrder: "ymd" | "dmy" | "mdy" | undefined,
): ColumnFormat {
  const style = "style" in sniffed ? sniffed.style : (numberStyles(values)[0] ?? PLAIN);
  const { wholeDigits, fractionDigits } = measureNumbers(values, style);
  switch (kind) {
    case "text":
      return { kind: "text", isTrimmed: false };
    case "integer":
      return { kind: "integer", style, digits: wholeDigits, hasPoint: true };
    case "decimal":
      return { kind: "decimal", style, precision: 38, scale: Math.max(2, fractionDigits) };
    case "double":
      return { kind: "double", style };
    case "boolean":
      return sniffed.kind === "boolean" ? sniffed : { kind: "boolean", ...booleanWords(values) };
    case "date":
    case "timestamp": {
      const shapes = dateShapes(values);
      const shape = shapes.find(({ order }) => order === dateOrder) ?? shapes[0] ?? ISO;
      return { kind: "moment", shape: { ...shape, kind } };
    }
  }
}

const ISO = {
  key: "y-m-d",
  order: "ymd",
  formats: ["%Y-%m-%d"],
  kind: "date",
  isIso: true,
  isNumericOrder: false,
} as const;

const booleanWords = (values: readonly string[]): { trueWord: string; falseWord: string } =>
  values.every((value) => value === "0" || value === "1")
    ? { trueWord: "1", falseWord: "0" }
    : { trueWord: "true", falseWord: "false" };
