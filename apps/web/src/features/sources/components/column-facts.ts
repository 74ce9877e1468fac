import type { ColumnProfile, DataType } from "@parlance/core";
import { formatCell, formatCount, formatDouble } from "@parlance/ui";

/** A column's profile as a short list of names and values. */
export function columnFacts(profile: ColumnProfile, type: DataType): (readonly [string, string])[] {
  const { rows, nulls, distinct, distinctIsExact, min, max, mean, sampledRows } = profile;
  const share = rows === 0 ? 0 : (100 * nulls) / rows;
  const range = min === undefined || max === undefined ? null : `${formatCell(min, type)} to ${formatCell(max, type)}`;
  return [
    ["Empty", nulls === 0 ? "none" : `${formatCount(nulls)} (${share < 0.1 ? "<0.1" : share.toFixed(1)} %)`],
    ["Different", `${distinctIsExact ? "" : "about "}${formatCount(distinct)}`],
    ...(range === null ? [] : [["Range", range] as const]),
    ...(mean === undefined ? [] : [["Average", formatDouble(mean)] as const]),
    ...(sampledRows === undefined ? [] : [["Estimated from", `${formatCount(sampledRows)} rows`] as const]),
  ];
}
