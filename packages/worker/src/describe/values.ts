import type { ColumnValues } from "@parlance/core";
import { FREE_TEXT_LENGTH, type ProfiledColumn } from "./profile.ts";

/** The values that were counted for the profile, where they are worth an entry in the value index. */
export function columnValues(table: string, column: ProfiledColumn): ColumnValues[] {
  const { type, profile, values, name } = column;
  // Free text keeps only its top values, and those are no index.
  const isIndexed = type.kind === "text" && values.length > 0 && column.meanLength <= FREE_TEXT_LENGTH;
  if (!isIndexed) return [];
  return [{ table, column: name, values, isTruncated: profile.distinct > values.length }];
}
