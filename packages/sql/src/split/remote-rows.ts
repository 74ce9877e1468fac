import { select } from "../ast/build.ts";
import type { Query } from "../ast/query.ts";
import { originOf, sameName } from "./occurrence.ts";
import type { RemotePlace, SplitTable } from "./split-types.ts";

export type RemoteTable = SplitTable & { readonly remote: RemotePlace };

/** Each of the joined tables takes part, also one of which no column is named. */
export const anchorsOf = ({ joined }: RemotePlace): Pick<Query, "anchors"> =>
  joined === undefined ? {} : { anchors: joined.tables };

/** Rows of these columns. */
export const rowsOf = (table: RemoteTable, names: readonly string[]): Query => ({
  select: table.columns
    .filter(({ name }) => names.some((each) => sameName(each, name)))
    .map((column) => select(originOf(table, column), column.name)),
  ...anchorsOf(table.remote),
});
