import type { ResultSummary } from "@parlance/core";
import { PagedRows, PLAIN_VIEW, ResultTable, type TableView } from "@parlance/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { pageLoader, statisticsQuery } from "../api/results.ts";
import { FilterLine } from "./filter-line.tsx";

export interface ResultGridProps {
  readonly label: string;
  readonly result: ResultSummary;
  readonly maxHeight?: number | undefined;
}

/** The table of a stored result: the first page is here, the rest is fetched as it is scrolled to. */
export function ResultGrid({ label, result, maxHeight }: ResultGridProps) {
  const [view, setView] = useState<TableView>(PLAIN_VIEW);
  const rows = usePagedRows(result, view);
  const client = useQueryClient();
  const loadStatistics = useCallback(
    async () => (await client.ensureQueryData(statisticsQuery(result.resultId))).items,
    [client, result.resultId],
  );
  return (
    <>
      <FilterLine view={view} rows={rows} onView={setView} />
      <ResultTable
        label={label}
        columns={result.columns}
        rows={rows}
        onView={setView}
        loadStatistics={loadStatistics}
        {...(maxHeight === undefined ? {} : { maxHeight })}
      />
    </>
  );
}

function usePagedRows(result: ResultSummary, view: TableView): PagedRows {
  const make = () =>
    new PagedRows(pageLoader(result.resultId), view, result.rowCount, view === PLAIN_VIEW ? result.rows : []);
  const [held, setHeld] = useState(() => ({ result, view, rows: make() }));
  const isStale = held.result !== result || held.view !== view;
  const rows = isStale ? make() : held.rows;
  if (isStale) setHeld({ result, view, rows });
  useEffect(() => () => rows.pause(), [rows]);
  return rows;
}
