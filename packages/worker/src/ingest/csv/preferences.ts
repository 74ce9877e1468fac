import type { CsvOptions } from "@parlance/core";
import type { TextColumn } from "../load/load-text.ts";
import { chooseMoment, type FormatPreferences } from "../typing/choose-format.ts";
import type { NumberStyle } from "../typing/number-style.ts";
import { numberStyles } from "../typing/number-style.ts";

/** What the columns that leave no choice say about those that do: one person wrote the whole file. */
export function filePreferences(
  columns: readonly TextColumn[],
  options: Partial<CsvOptions>,
  delimiter: string,
): FormatPreferences {
  const moments = columns.flatMap((column) => {
    const chosen = chooseMoment(column, { nullWords: options.nullWords });
    if (chosen?.format.kind !== "moment" || chosen.isDateOrderAmbiguous) return [];
    return chosen.format.shape.isNumericOrder ? [chosen.format.shape.order] : [];
  });
  const decimal = options.decimalSeparator ?? clearDecimal(columns);
  const isEuropean = decimal === "," || (decimal === undefined && delimiter === ";");
  return {
    decimal: decimal ?? (delimiter === ";" ? "," : undefined),
    thousands: options.thousandsSeparator,
    dateOrder: options.dateOrder ?? moments[0] ?? (isEuropean ? "dmy" : undefined),
    nullWords: options.nullWords,
  };
}

/** The decimal separator of columns that can be read in one way only. */
function clearDecimal(columns: readonly TextColumn[]): "." | "," | undefined {
  const votes = columns.flatMap((column) => clearVote(column.values));
  const commas = votes.filter((vote) => vote === ",").length;
  if (votes.length === 0) return undefined;
  return commas * 2 > votes.length ? "," : ".";
}

function clearVote(values: readonly string[]): NumberStyle["decimal"][] {
  const punctuated = values.filter((value) => /\d[.,]\d/.test(value));
  if (punctuated.length === 0) return [];
  const decimals = new Set(numberStyles(punctuated).map(({ decimal }) => decimal));
  return decimals.size === 1 ? [...decimals] : [];
}
