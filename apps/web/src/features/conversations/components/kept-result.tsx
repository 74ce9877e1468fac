import type { ChartSpec, FrameColumn, JsonCell } from "@parlance/core";
import { Chart, type ChartData, fixedRows, formatCount, ResultTable, Segments } from "@parlance/ui";
import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useTheme } from "../../../state/theme.ts";

export interface KeptResultProps {
  readonly title: string;
  readonly columns: readonly FrameColumn[];
  readonly rows: readonly (readonly JsonCell[])[];
  readonly rowCount: number;
  readonly chart: ChartSpec | null;
  /** What stands under it: when these rows were read, and how to read them again. */
  readonly children?: ReactNode;
}

/** The rows that were kept with an answer, where the result itself is not kept any more. */
export function KeptResult({ title, columns, rows, rowCount, chart, children }: KeptResultProps) {
  const theme = useTheme();
  const data = useMemo<ChartData>(() => ({ columns, rows }), [columns, rows]);
  const table = useMemo(() => fixedRows(rows), [rows]);
  // A chart of the first of many rows would show a part for the whole.
  const canDraw = chart !== null && chart.kind !== "table" && rows.length > 0 && rows.length >= rowCount;
  const [show, setShow] = useState<"chart" | "table">(canDraw ? "chart" : "table");
  return (
    <div>
      {canDraw ? (
        <div className="px-4 pt-3 pb-2">
          <Segments label="Show as" value={show} options={VIEWS} onChange={setShow} />
        </div>
      ) : null}
      {show === "chart" && chart !== null ? (
        <div className="px-5 pb-3">
          <Chart spec={chart} data={data} themeName={theme} />
        </div>
      ) : (
        <div className="border-t border-line">
          <ResultTable label={title} columns={columns} rows={table} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-5 py-2.5 text-[13px] text-soft">
        <span className="tabular-nums">
          {rows.length >= rowCount
            ? `${formatCount(rowCount)} ${rowCount === 1 ? "row" : "rows"}`
            : `The first ${formatCount(rows.length)} of ${formatCount(rowCount)} rows`}
        </span>
        {children}
      </div>
    </div>
  );
}

const VIEWS = [
  {
    value: "chart",
    label: (
      <>
        <ChartColumn size={14} aria-hidden className="max-sm:hidden" /> Chart
      </>
    ),
  },
  {
    value: "table",
    label: (
      <>
        <Table2 size={14} aria-hidden className="max-sm:hidden" /> Table
      </>
    ),
  },
] as const;
