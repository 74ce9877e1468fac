import type { FrameColumn } from "@parlance/core";
import { ColumnFigures } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { statisticsQuery } from "../api/results.ts";

/** The figures of every column of a result, side by side. */
export function ResultStatistics({ resultId, columns }: { resultId: string; columns: readonly FrameColumn[] }) {
  const statistics = useQuery(statisticsQuery(resultId));
  if (statistics.isError) return <ErrorPanel error={statistics.error} />;
  if (statistics.data === undefined) return <p className="px-5 py-6 text-sm text-faint">Counting…</p>;
  const typed = statistics.data.items.flatMap((figures) => {
    const type = columns.find(({ name }) => name === figures.name)?.type;
    return type === undefined ? [] : [{ figures, type }];
  });
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] gap-3 px-4 pb-4">
      {typed.map(({ figures, type }) => (
        <li key={figures.name} className="grid content-start gap-2 rounded-field border border-line p-3">
          <p className="flex items-baseline justify-between gap-2 text-sm">
            <span className="font-medium">{figures.name}</span>
            <span className="font-mono text-[11px] text-faint">{type.native}</span>
          </p>
          <ColumnFigures figures={figures} type={type} />
        </li>
      ))}
    </ul>
  );
}
