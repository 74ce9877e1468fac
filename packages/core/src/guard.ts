import type { Restrictions } from "./rules/restriction.ts";

/** What a statement may touch. Built from the catalog and, later, the caller's permissions. */
export interface GuardPolicy {
  /** Tables by name as the source's catalog spells them; everything else is refused. */
  readonly tables: readonly GuardTable[];
  /** Every table that is not the system's own may be read; `tables` then only lends names for hints. */
  readonly allTables?: boolean;
  /**
   * Rows and columns that the caller may not see. The guard judges what the person wrote and then writes them into what
   * runs; a statement into which they cannot be written is refused.
   */
  readonly restrictions?: Restrictions;
}

export interface GuardTable {
  readonly name: string;
  readonly schema?: string;
  /** As in Table. */
  readonly nativeName?: string;
  /** Empty where they are not known. */
  readonly columns: readonly string[];
}

export type GuardVerdict =
  | { readonly isAllowed: true; readonly tables: readonly string[] }
  | { readonly isAllowed: false; readonly refusal: GuardRefusal };

export interface GuardRefusal {
  /** Stable rule name such as "one-statement", "select-only", "function-not-allowed", "table-not-allowed". */
  readonly rule: string;
  /** For the person who wrote the SQL. */
  readonly message: string;
  /** UTF-16 offset into the SQL, when the parser tells. */
  readonly position?: number;
}
