import type { components } from "@parlance/client";
import type { ChartSpec, Insight, JsonCell, Receipt, Remedy, ResultSummary, Trust } from "@parlance/core";

export type { Source, Workspace } from "@parlance/client";
export type SourceFile = components["schemas"]["SourceFile"];

/**
 * OpenAPI can only say "anything" of a cell. What the server sends are core's JSON cells, so results keep core's types
 * from here on.
 */
export interface RowsPage {
  readonly columns: ResultSummary["columns"];
  readonly rows: readonly (readonly JsonCell[])[];
  readonly rowCount: number;
}

export interface QueryRun {
  readonly sql: string;
  readonly result: ResultSummary;
  readonly chart: ChartSpec | null;
  readonly trust: Trust;
  readonly receipt: Receipt | null;
  readonly insights: readonly Insight[];
  /** What plugins of the server have to say of the statement. */
  readonly notes: readonly string[];
  readonly remedies: readonly Remedy[];
}
