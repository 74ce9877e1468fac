import type { HistogramBin } from "@parlance/core";
import { formatCompact, formatCount } from "@parlance/ui";

export interface TinyHistogramProps {
  readonly name: string;
  readonly bins: readonly HistogramBin[];
  readonly isTime: boolean;
}

const edge = (value: number, isTime: boolean): string =>
  isTime ? new Date(value).toISOString().slice(0, 10) : formatCompact(value);

/** The shape of a column at a glance. */
export function TinyHistogram({ name, bins, isTime }: TinyHistogramProps) {
  const most = Math.max(...bins.map(({ count }) => count), 1);
  const first = bins[0]?.from ?? 0;
  const last = bins.at(-1)?.to ?? 0;
  return (
    <figure className="grid max-w-64 gap-1">
      <div
        role="img"
        aria-label={`How ${name} is spread, from ${edge(first, isTime)} to ${edge(last, isTime)}`}
        className="flex h-10 items-end gap-px"
      >
        {bins.map(({ from, to, count }) => (
          <span
            key={from}
            title={`${edge(from, isTime)} to ${edge(to, isTime)}: ${formatCount(count)} rows`}
            className="min-h-px flex-1 rounded-t-[1.5px] bg-accent/75"
            style={{ height: `${(100 * count) / most}%` }}
          />
        ))}
      </div>
      <figcaption className="flex justify-between text-[11px] text-faint tabular-nums">
        <span>{edge(first, isTime)}</span>
        <span>{edge(last, isTime)}</span>
      </figcaption>
    </figure>
  );
}
