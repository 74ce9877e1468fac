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
  const isAbsent = ({ chosen }: LoadColumn): boolean => chosen.format.kind === "absent";
  const items = columns
    .filter((column) => !isAbsent(column))
    .map(
      ({ name, source, chosen }) =>
        `${loadSql(quoteName(source), chosen.format, chosen.nullWords)} AS ${quoteName(name)}`,
    );
  const checks = columns
    .filter(isAbsent)
    .map(({ source, chosen }) => `(${loadSql(quoteName(source), chosen.format, [])}) IS NULL`);
  return `SELECT ${items.join(", ")} FROM ${scan}${checks.length > 0 ? ` WHERE ${checks.join(" AND ")}` : ""}`;
};
