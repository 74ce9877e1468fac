import type { ChartSpec } from "@parlance/core";
import { formatNamedCell, fullText } from "../format/format-cell.ts";
import { type ChartData, columnIndex } from "./chart-data.ts";
import { titleOf } from "./chart-option.ts";

/** One row of figures, set large. */
export function Kpi({ spec, data }: { spec: ChartSpec; data: ChartData }) {
  const names = spec.y.length > 0 ? spec.y : data.columns.map(({ name }) => name);
  return (
    <dl className="flex flex-wrap gap-x-14 gap-y-6 py-3">
      {names.map((name) => (
        <Figure key={name} name={name} data={data} />
      ))}
    </dl>
  );
}

function Figure({ name, data }: { name: string; data: ChartData }) {
  const index = columnIndex(data, name);
  const column = data.columns[index];
  const cell = data.rows[0]?.[index] ?? null;
  if (column === undefined) return null;
  return (
    <div className="flex flex-col-reverse gap-1">
      <dt className="text-sm text-faint">{titleOf(name)}</dt>
      <dd className="font-serif text-5xl leading-none tracking-tight tabular-nums wrap-anywhere" title={fullText(cell)}>
        {cell === null ? "no value" : formatNamedCell(cell, column.type, name)}
      </dd>
    </div>
  );
}
