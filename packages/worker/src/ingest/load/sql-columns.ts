import { quoteName } from "../quote.ts";
import type { ChosenFormat } from "../typing/choose-format.ts";
import { loadSql, scanType } from "../typing/column-format.ts";

/** A column on its way from text to values. */
export interface LoadColumn {
  /** Name in the result. */
  readonly name: string;
  /** Name in the scan of text columns. */
  readonly source: string;
  readonly chosen: ChosenFormat;
}

/** FROM item over the columns of a text file; those named in `types` are parsed by the engine's reader. */
export type TextScan = (types: ReadonlyMap<string, string>) => string;

/** Every column as the text that is in the file. */
export const AS_TEXT: ReadonlyMap<string, string> = new Map();

export const selectSql = (columns: readonly LoadColumn[], textScan: TextScan): string => {
  const types = columns.map(({ source, chosen }) => [source, scanType(chosen.format, chosen.nullWords)] as const);
  const scan = textScan(new Map(types));
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
