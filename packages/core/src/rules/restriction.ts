import type { TypeKind } from "../data-type.ts";
import type { BoundCondition } from "./condition.ts";

/** What becomes of a column that may not be seen as it is. */
export type ColumnRule =
  | { readonly kind: "hide" }
  | {
      readonly kind: "mask";
      readonly mask: ColumnMask;
      /** What the column holds; taken for text where it is not told. */
      readonly type?: TypeKind;
    }
  /** Keyed by the policy, so that equal values stay equal and none can be looked up in a list of known hashes. */
  | { readonly kind: "hash" };

/**
 * `last` and `first` keep some characters at one end and a star for each of the others, and none where the value has no
 * more than those; `year` keeps the first day of the year; `null` keeps nothing. A mask that does not fit the column's
 * type shows nothing at all, never more.
 */
export type ColumnMask =
  | { readonly keep: "last" | "first"; readonly characters: number }
  | { readonly keep: "year" }
  | { readonly keep: "null" };

/** What one person may not see of one table. */
export interface TableRestriction {
  /** As the policy names it. */
  readonly table: string;
  /** Rows for which this is not true do not exist for the statement; absent where every row may be seen. */
  readonly rows?: BoundCondition;
  /** By the column's name as the policy spells it. Columns that are not named are seen as they are. */
  readonly columns: Readonly<Record<string, ColumnRule>>;
}

export interface Restrictions {
  readonly tables: readonly TableRestriction[];
  /** Secret of the workspace; hashed columns are keyed with it. Never shown, and no part of a cache key. */
  readonly hashKey: string;
}

export const restrictionOf = (restrictions: Restrictions | undefined, table: string): TableRestriction | undefined =>
  restrictions?.tables.find((restriction) => restriction.table === table);

/**
 * A text that is the same for the same restrictions and for no others; the hash key is left out. For cache keys: two
 * people may share what was made under equal texts, and nothing else.
 */
export const restrictionsKey = (restrictions: Restrictions | undefined): string =>
  restrictions === undefined ? "" : JSON.stringify(sorted(restrictions.tables));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => [key, sorted(child)]),
  );
}

export const isTextMask = (rule: ColumnRule): boolean =>
  rule.kind === "hash" || (rule.kind === "mask" && (rule.mask.keep === "last" || rule.mask.keep === "first"));
