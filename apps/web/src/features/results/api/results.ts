import type { ChartKind, ChartSpec, ColumnStatistics, ExportFormat } from "@parlance/core";
import type { LoadPage, TableView } from "@parlance/ui";
import { queryOptions } from "@tanstack/react-query";
import type { Page, QueryRun, RowsPage } from "../../../http/api-types.ts";
import { newId } from "../../../http/new-id.ts";
import { apiPath, request, send } from "../../../http/request.ts";

function viewParameters(view: TableView): URLSearchParams {
  const parameters = new URLSearchParams();
  if (view.sort.length > 0)
    parameters.set("sort", view.sort.map(({ column, direction }) => `${column}:${direction}`).join(","));
  if (view.filters.length > 0) parameters.set("filter", JSON.stringify(view.filters));
  return parameters;
}

export const pageLoader =
  (resultId: string): LoadPage =>
  (offset, limit, view, signal) => {
    const parameters = viewParameters(view);
    parameters.set("offset", String(offset));
    parameters.set("limit", String(limit));
    return request<RowsPage>(`/results/${resultId}/rows?${parameters}`, { signal });
  };

export const statisticsQuery = (resultId: string) =>
  queryOptions({
    queryKey: ["statistics", resultId],
    queryFn: ({ signal }) => request<Page<ColumnStatistics>>(`/results/${resultId}/statistics`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const chartQuery = (resultId: string, kind: ChartKind) =>
  queryOptions({
    queryKey: ["chart", resultId, kind],
    queryFn: ({ signal }) => request<ChartSpec>(`/results/${resultId}/chart?kind=${kind}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const exportAddress = (resultId: string, format: ExportFormat): string =>
  apiPath(`/results/${resultId}/export?format=${format}&formulaSafe=true`);

/** Runs SQL. Aborting the signal also tells the server to stop, which works even where a proxy holds the connection. */
export async function runQuery(sourceId: string, sql: string, signal: AbortSignal): Promise<QueryRun> {
  const queryId = newId();
  const cancel = () => void send(`/queries/${queryId}`, { method: "DELETE" }).catch(() => undefined);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await request<QueryRun>("/queries", {
      method: "POST",
      json: { sourceId, sql },
      headers: { "x-query-id": queryId },
      signal,
    });
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}
