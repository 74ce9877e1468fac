import type { ChartKind, ChartSpec, ColumnStatistics, ExportFormat } from "@parlance/core";
import type { LoadPage, TableView } from "@parlance/ui";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import type { QueryRun, RowsPage } from "../../../http/api-types.ts";
import { newId } from "../../../http/new-id.ts";

/** Names are encoded on their own: a column may hold the very marks that separate the list. */
function viewParameters({ sort, filters }: TableView): { sort?: string; filter?: string } {
  const order = sort.map(({ column, direction }) => `${encodeURIComponent(column)}:${direction}`).join(",");
  return {
    ...(order === "" ? {} : { sort: order }),
    ...(filters.length === 0 ? {} : { filter: JSON.stringify(filters) }),
  };
}

export const pageLoader =
  (resultId: string): LoadPage =>
  async (offset, limit, view, signal) => {
    const params = { path: { id: resultId }, query: { ...viewParameters(view), offset, limit } };
    const page = await bodyOf(api.GET("/api/v1/results/{id}/rows", { params, signal }));
    // Cells are core's JSON cells; see api-types.ts.
    return page as RowsPage;
  };

export const statisticsQuery = (resultId: string) =>
  queryOptions({
    queryKey: ["statistics", resultId],
    queryFn: async ({ signal }) => {
      const figures = await bodyOf(
        api.GET("/api/v1/results/{id}/statistics", { params: { path: { id: resultId } }, signal }),
      );
      // Cells are core's JSON cells; see api-types.ts.
      return figures as { readonly items: readonly ColumnStatistics[] };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const chartQuery = (resultId: string, kind: ChartKind) =>
  queryOptions({
    queryKey: ["chart", resultId, kind],
    queryFn: ({ signal }): Promise<ChartSpec> =>
      bodyOf(api.GET("/api/v1/results/{id}/chart", { params: { path: { id: resultId }, query: { kind } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** As many as one page of the server holds; a chart with more points than this tells nothing more. */
const CHART_ROWS = 10_000;

/** Rows of a result that came cut to its first page, for the charts that draw every row. */
export const chartRowsQuery = (resultId: string) =>
  queryOptions({
    queryKey: ["chart-rows", resultId],
    queryFn: ({ signal }) => pageLoader(resultId)(0, CHART_ROWS, { sort: [], filters: [] }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const exportAddress = (resultId: string, format: ExportFormat): string =>
  `/api/v1/results/${resultId}/export?format=${format}&formulaSafe=true`;

/** Runs SQL. Aborting the signal also tells the server to stop, which works even where a proxy holds the connection. */
export interface StatementRun {
  readonly sql: string;
  /** The person was told what it costs and wants it all the same. */
  readonly acceptCost: boolean;
}

export async function runQuery(sourceId: string, run: StatementRun, signal: AbortSignal): Promise<QueryRun> {
  const queryId = newId();
  const cancel = () => cancelQuery(queryId);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const params = { header: { "x-query-id": queryId } };
    const answer = await bodyOf(api.POST("/api/v1/queries", { params, body: { sourceId, ...run }, signal }));
    // Cells are core's JSON cells; see api-types.ts.
    return answer as QueryRun;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

function cancelQuery(id: string): void {
  done(api.DELETE("/api/v1/queries/{id}", { params: { path: { id } } })).catch((error: unknown) => {
    // The closed connection cancels as well; this was only the faster way.
    console.info("Cancel was not confirmed:", error);
  });
}
