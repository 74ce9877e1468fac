import type { ColumnStatistics, DataType, JsonCell } from "@parlance/core";
import { formatCell, fullText } from "../format/format-cell.ts";
import { formatCount, formatDouble } from "../format/format-number.ts";

export interface ColumnFiguresProps {
  readonly figures: ColumnStatistics;
  readonly type: DataType;
}

/** The figures of one column: how many, how different, how spread, and what is most frequent. */
export function ColumnFigures({ figures, type }: ColumnFiguresProps) {
  return (
    <div className="grid gap-3 border-t border-line pt-3">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 text-[13px]">
        {facts(figures, type).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
      {figures.topValues === undefined || figures.topValues.length === 0 ? null : (
        <TopValues values={figures.topValues.slice(0, 5)} total={figures.count} type={type} />
      )}
    </div>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-faint">{name}</dt>
      <dd className="truncate text-right tabular-nums" title={value}>
        {value}
      </dd>
    </>
  );
}

function facts(figures: ColumnStatistics, type: DataType): [string, string][] {
  const cell = (value: JsonCell) => formatCell(value, type);
  const rows: [string, string | undefined][] = [
    ["Values", formatCount(figures.count)],
    ["Empty (NULL)", formatCount(figures.nulls)],
    ["Different", formatCount(figures.distinct)],
    ["Least", figures.min === undefined ? undefined : cell(figures.min)],
    ["Most", figures.max === undefined ? undefined : cell(figures.max)],
    ["Average", figures.mean === undefined ? undefined : formatDouble(figures.mean)],
    ["Median", figures.median === undefined ? undefined : formatDouble(figures.median)],
    ["Spread (σ)", figures.stddev === undefined ? undefined : formatDouble(figures.stddev)],
    ["Sum", figures.sum === undefined ? undefined : formatCell(figures.sum, { kind: "decimal", native: "" })],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
}

interface TopValuesProps {
  readonly values: readonly { readonly value: JsonCell; readonly count: number }[];
  readonly total: number;
  readonly type: DataType;
}

/** Most frequent values, each with a bar for its share. */
export function TopValues({ values, total, type }: TopValuesProps) {
  return (
    <ol className="grid gap-1 text-[12.5px]">
      {values.map(({ value, count }) => (
        <li key={fullText(value)} className="relative flex justify-between gap-3 px-1.5 py-0.5">
          <span
            aria-hidden
            className="absolute inset-y-0 left-0 rounded-sm bg-accent-wash"
            style={{ width: `${Math.min(100, (100 * count) / Math.max(1, total))}%` }}
          />
          <span className="relative truncate" title={fullText(value)}>
            {value === "" ? <em className="text-faint">empty text</em> : formatCell(value, type)}
          </span>
          <span className="relative text-soft tabular-nums">{formatCount(count)}</span>
        </li>
      ))}
    </ol>
  );
}
