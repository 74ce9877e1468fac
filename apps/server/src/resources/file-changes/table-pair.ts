import type { Table } from "@parlance/core";
import type { FileTable } from "../../database/schema.ts";

/** A table that is there and the one that takes its place or is added to it. */
export interface TablePair {
  readonly present: { readonly table: Table; readonly file: FileTable } | null;
  readonly incoming: { readonly table: Table; readonly file: FileTable } | null;
}
