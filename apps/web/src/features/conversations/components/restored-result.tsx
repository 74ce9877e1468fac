import type { ChartSpec, ResultSummary } from "@parlance/core";
import { Button } from "@parlance/ui";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import type { KeptTurn } from "../../ask/api/ask-events.ts";
import { pageLoader } from "../../results/api/results.ts";
import { ResultPanel } from "../../results/components/result-panel.tsx";
import { useMay } from "../../workspaces/api/rights.ts";
import { whenAsked } from "../day-groups.ts";
import { KeptResult } from "./kept-result.tsx";

export interface RestoredResultProps {
  readonly title: string;
  readonly result: ResultSummary;
  readonly chart: ChartSpec | null;
  readonly sql: string | null;
  readonly kept: KeptTurn;
  readonly isRunning: boolean;
  readonly onRunAgain: () => void;
}

const FIRST_PAGE = 1_000;

const firstPageQuery = (resultId: string) =>
  queryOptions({
    queryKey: ["first page", resultId],
    queryFn: ({ signal }) => pageLoader(resultId)(0, FIRST_PAGE, { sort: [], filters: [] }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** An answer's rows after it was read back: the whole result while it is kept, else its first rows and a way to the rest. */
export function RestoredResult({ title, result, chart, sql, kept, isRunning, onRunAgain }: RestoredResultProps) {
  const mayRun = useMay("query.run");
  const isWhole = result.rows.length >= Math.min(result.rowCount, FIRST_PAGE);
  const page = useQuery({ ...firstPageQuery(result.resultId), enabled: kept.isResultKept && !isWhole });
  const rows = isWhole ? result.rows : page.data?.rows;
  if (kept.isResultKept && rows !== undefined)
    return <ResultPanel title={title} result={{ ...result, rows }} chart={chart} sql={sql} />;
  if (kept.isResultKept && page.isPending) return <div className="h-72 animate-pulse bg-sunken" aria-hidden />;
  return (
    <KeptResult title={title} columns={result.columns} rows={result.rows} rowCount={result.rowCount} chart={chart}>
      <span>as read {whenAsked(kept.askedAt, new Date())}</span>
      <span className="flex-1" />
      <Button size="small" disabled={isRunning} onClick={onRunAgain}>
        <RotateCcw size={13} aria-hidden />
        {mayRun ? `Run again for ${isWhole ? "export and statistics" : "all rows and export"}` : "Ask again"}
      </Button>
    </KeptResult>
  );
}
