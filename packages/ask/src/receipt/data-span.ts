import { isTemporal } from "@parlance/core";
import type { ResolvedColumn } from "../trust/resolve-column.ts";

export interface DataSpan {
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  /** The last moment as the profile has it. */
  readonly lastMoment: string;
}

/** The first and last day in a date column, as its profile knows them. */
export function dataSpan({ column }: ResolvedColumn): DataSpan | null {
  const { min, max } = column.profile ?? {};
  if (!isTemporal(column.type) || min === undefined || max === undefined) return null;
  return { from: min.slice(0, 10), to: max.slice(0, 10), lastMoment: max };
}
