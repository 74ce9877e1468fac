import type { ChartKind, ChartSpec, ResultSummary } from "@parlance/core";
import { Chart, type ChartData, formatCount, formatDuration, largestFirst, Segments } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { ChartColumn, Sigma, Table2 } from "lucide-react";
import { useMemo, useState } from "react";
import { useTheme } from "../../../state/theme.ts";
import { chartQuery, chartRowsQuery, statisticsQuery } from "../api/results.ts";
import { ChartKindMenu } from "./chart-kind-menu.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { ResultGrid } from "./result-grid.tsx";
import { ResultStatistics } from "./result-statistics.tsx";

export interface ResultPanelProps {
  readonly title: string;
  readonly result: ResultSummary;
  readonly chart: ChartSpec | null;
  /** The statement the rows come from, which may say their order. */
  readonly sql: string | null;
  readonly tableHeight?: number;
  /** People who write SQL want to see its rows first. */
  readonly isTableFirst?: boolean;
}

type Show = "chart" | "table" | "statistics";

/** One result, to be looked at as a chart, a table or figures, and taken away. */
export function ResultPanel({ title, result, chart, sql, tableHeight, isTableFirst = false }: ResultPanelProps) {
  const hasChart = chart !== null && chart.kind !== "table" && result.rowCount > 0 && canDraw(chart, result);
  const [show, setShow] = useState<Show>(hasChart && !isTableFirst ? "chart" : "table");
  const [kind, setKind] = useState<ChartKind | null>(null);
  const other = useQuery({
    ...chartQuery(result.resultId, kind ?? "table"),
    enabled: kind !== null && kind !== chart?.kind,
  });
  const spec = (kind === null || kind === chart?.kind ? chart : other.data) ?? chart;
  const isPart = result.rows.length < result.rowCount;
  const isBinned = isPart && spec?.kind === "histogram";
  const isDrawnInPart = isPart && hasChart && show === "chart";
  const more = useQuery({ ...chartRowsQuery(result.resultId), enabled: isDrawnInPart && !isBinned });
  const figures = useQuery({ ...statisticsQuery(result.resultId), enabled: isDrawnInPart && isBinned });
  const rows = more.data?.rows ?? result.rows;
  const bins = isBinned ? figures.data?.items.find(({ name }) => name === (spec.x ?? spec.y[0]))?.histogram : undefined;
  const data = useMemo<ChartData>(() => {
    const all = { columns: result.columns, rows, ...(bins === undefined ? {} : { bins }) };
    // The largest of the first rows are not the largest of all.
    return spec === null || rows.length < result.rowCount ? all : largestFirst(spec, all, sql);
  }, [result, rows, bins, spec, sql]);
  const theme = useTheme();
  const views = VIEWS.filter(({ value }) => value !== "chart" || hasChart);
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 px-4 pt-3 pb-2">
        <Segments label="Show as" value={show} options={views} onChange={setShow} />
        <span className="flex-1" />
        {show === "chart" && spec !== null ? (
          <ChartKindMenu
            kind={spec.kind}
            choices={[...(chart?.alternatives ?? []), ...(chart === null ? [] : [chart.kind])]}
            onChange={setKind}
          />
        ) : null}
        <ExportMenu resultId={result.resultId} title={title} spec={show === "chart" ? spec : null} data={data} />
      </div>
      {show === "chart" && spec !== null ? (
        <div className="px-5 pb-3">
          {isBinned && figures.isPending ? (
            <p className="py-6 text-sm text-faint">Counting…</p>
          ) : (
            <Chart spec={spec} data={data} themeName={theme} />
          )}
          {other.isError ? (
            <p className="text-sm text-bad">This kind of chart cannot be drawn from this result.</p>
          ) : null}
        </div>
      ) : null}
      {show === "table" ? (
        <div className="border-t border-line">
          <ResultGrid label={title} result={result} maxHeight={tableHeight} />
        </div>
      ) : null}
      {show === "statistics" ? <ResultStatistics resultId={result.resultId} columns={result.columns} /> : null}
      <ResultFacts
        result={result}
        chart={show === "chart" && spec?.kind !== "kpi" ? spec : null}
        drawable={bins === undefined ? rows.length : result.rowCount}
        isLargestFirst={data.rows !== rows}
      />
    </div>
  );
}

const VIEWS = [
  { value: "chart", label: <Labelled icon={ChartColumn} text="Chart" /> },
  { value: "table", label: <Labelled icon={Table2} text="Table" /> },
  { value: "statistics", label: <Labelled icon={Sigma} text="Statistics" /> },
] as const;

function Labelled({ icon: Icon, text }: { icon: typeof Sigma; text: string }) {
  return (
    <>
      <Icon size={14} aria-hidden className="max-sm:hidden" /> {text}
    </>
  );
}

/** A chart whose figures are not in the result would be an empty frame; the table is shown instead. */
function canDraw(chart: ChartSpec, { columns }: ResultSummary): boolean {
  const has = (name: string | undefined) => name === undefined || columns.some((column) => column.name === name);
  return chart.y.length > 0 && chart.y.every(has) && has(chart.x) && has(chart.series);
}

interface ResultFactsProps {
  readonly result: ResultSummary;
  readonly chart: ChartSpec | null;
  /** Rows that the chart was given. */
  readonly drawable: number;
  readonly isLargestFirst: boolean;
}

function ResultFacts({ result, chart, drawable, isLargestFirst }: ResultFactsProps) {
  const { rowCount, isTruncated, elapsedMs } = result;
  const drawn = Math.min(drawable, chart?.maxCategories ?? drawable);
  return (
    <p className="flex flex-wrap gap-x-3 px-5 py-2 text-xs text-faint tabular-nums">
      <span>
        {formatCount(rowCount)} {rowCount === 1 ? "row" : "rows"} · {formatDuration(elapsedMs)}
      </span>
      {isTruncated ? (
        <span className="font-medium text-warn">Cut at the limit: there are more rows than are kept.</span>
      ) : null}
      {chart !== null && rowCount > drawn ? (
        <span>
          The chart shows the {isLargestFirst ? "largest" : "first"} {formatCount(drawn)}; the table has all.
        </span>
      ) : null}
    </p>
  );
}
