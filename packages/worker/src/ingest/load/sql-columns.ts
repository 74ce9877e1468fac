import { quoteName } from "../quote.ts";
import type { ChosenFormat } from "../typing/choose-format.ts";
import { loadSql } from "../typing/column-format.ts";

/** A column on its way from text to values. */
export interface LoadColumn {
  /** Name in the result. */
  readonly name: string;
  /** Name in the scan of text columns. */
  readonly source: string;
  readonly chosen: ChosenFormat;
}

export const selectSql = (columns: readonly LoadColumn[], scan: string): string => {
  const items = columns.map(
    ({ name, source, chosen }) =>
      `${loadSql(quoteName(source), chosen.format, chosen.nullWords)} AS ${quoteName(name)}`,
  );
  return `SELECT ${items.join(", ")} FROM ${scan}`;
};
