import type { DuckDBConnection } from "@duckdb/node-api";
import type { BoundQuery } from "../engine/page-query.ts";
import type { KeptResult } from "../engine/result-store.ts";

export interface ExportJob {
  readonly connection: DuckDBConnection;
  readonly kept: KeptResult;
  /** The rows to write, in order. */
  readonly query: BoundQuery;
  readonly path: string;
  readonly isFormulaSafe: boolean;
  readonly signal: AbortSignal;
}
