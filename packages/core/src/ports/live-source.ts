import type { ColumnValues, ForeignKey, Table } from "../catalog.ts";
import type { DataType, TypeKind } from "../data-type.ts";
import type { Cell } from "../frame.ts";
import type { RunLimits } from "../limits.ts";
import type { RemoteNeeds } from "./driver.ts";

/** Dialects whose statements are judged by their text alone, so that a source of somebody else's making can speak them. */
export const LIVE_DIALECTS = ["postgres", "mysql", "sqlite", "trino", "bigquery"] as const;
export type LiveDialect = (typeof LIVE_DIALECTS)[number];

export interface LiveColumn {
  readonly name: string;
  readonly kind: TypeKind;
  /** The source's own spelling of the type; the kind where absent. */
  readonly native?: DataType["native"];
  /** True where absent. */
  readonly isNullable?: boolean;
  readonly comment?: string;
}

/** A table as its source tells of it; see Table for what each member means. */
export interface LiveTable extends Pick<Table, "name" | "schema" | "comment" | "reads" | "rowCount"> {
  /** "table" where absent. */
  readonly kind?: Table["kind"];
  readonly columns: readonly LiveColumn[];
  readonly primaryKey?: readonly string[];
  readonly foreignKeys?: readonly Pick<ForeignKey, "columns" | "refTable" | "refColumns">[];
}

/** Rows as they arrive: the next batch is asked for only when the reader wants more. Cells are those of data-type.ts. */
export interface LiveRows {
  readonly columns: readonly Pick<LiveColumn, "name" | "kind" | "native">[];
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>;
}

/**
 * An open source of somebody else's making. It is handed only statements that the guard of its dialect has allowed, with
 * the rules of whoever asks written in; rows, bytes and time are limited around it, whatever it does. Everything stops at
 * its signal; a call that has not ended a second later costs the process that it runs in.
 */
export interface LiveSource {
  tables(signal: AbortSignal): readonly LiveTable[] | Promise<readonly LiveTable[]>;
  /** Distinct values of columns of text, by which questions find them. */
  values?(signal: AbortSignal): readonly ColumnValues[] | Promise<readonly ColumnValues[]>;
  rows(
    statement: { readonly sql: string; readonly limits: RunLimits },
    signal: AbortSignal,
  ): LiveRows | Promise<LiveRows>;
  close?(): void | Promise<void>;
}

export interface LiveNeeds extends RemoteNeeds {
  /** The maker's own settings, as its setup is given them. */
  readonly settings: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** A kind of source that is asked where it is, of somebody else's making. */
export interface LiveConnector {
  readonly id: string;
  /** Whose guard judges every statement, and in which questions are written. */
  readonly dialect: LiveDialect;
  /** Throws with a sentence for the person who typed the fields. */
  probe(config: Readonly<Record<string, string>>, needs: LiveNeeds): void | Promise<void>;
  open(config: Readonly<Record<string, string>>, needs: LiveNeeds): LiveSource | Promise<LiveSource>;
}
