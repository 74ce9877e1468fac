import type { Cell } from "@parlance/core";
import { MONTHS } from "@parlance/engine";

/** The start of a calendar period in words, when the column's name says which period: "2024-05-01" in `month` is May 2024. */
export function periodText(cell: Cell, columnName: string): string | null {
  const unit = /(?:^|[_\s])(year|quarter|month|week)$/i.exec(columnName)?.[1]?.toLowerCase();
  const match = typeof cell === "string" ? /^(\d{4})-(\d{2})-(\d{2})(T00:00:00(\.0+)?Z?)?$/.exec(cell) : null;
  if (unit === undefined || match === null) return null;
  const [, year = "", month = "", day = ""] = match;
  if (unit === "week") return `the week of ${year}-${month}-${day}`;
  if (day !== "01") return null;
  if (unit === "month") return `${MONTHS[Number(month) - 1] ?? month} ${year}`;
  if (unit === "quarter" && Number(month) % 3 === 1) return `Q${Math.ceil(Number(month) / 3)} ${year}`;
  return unit === "year" && month === "01" ? year : null;
}
