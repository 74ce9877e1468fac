import { formatCount } from "@parlance/ui";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Eye, Search } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { TableFacts } from "../../schema/graph-of.ts";

export interface TableBrowserProps {
  readonly sourceId: string;
  readonly tables: readonly TableFacts[];
  readonly current: string | undefined;
}

const SEARCH_FROM = 8;
const ROW_PX = 36;

/** Tables by name; searching looks into column names and comments too. Only rows in sight are on the page. */
export function TableBrowser({ sourceId, tables, current }: TableBrowserProps) {
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const searched = useMemo(() => tables.map((table) => ({ table, words: wordsOf(table) })), [tables]);
  const found = useMemo(
    () => searched.filter(({ words }) => words.includes(wanted)).map(({ table }) => table),
    [searched, wanted],
  );
  return (
    <nav aria-label="Tables" className="grid gap-2">
      <p className="text-[13px] text-faint" aria-live="polite">
        {wanted === "" ? "" : `${formatCount(found.length)} of `}
        {formatCount(tables.length)} {tables.length === 1 ? "table" : "tables"}
      </p>
      {tables.length < SEARCH_FROM ? null : (
        <label className="flex items-center gap-2 rounded-field border border-edge bg-surface px-2.5">
          <Search size={14} className="text-faint" aria-hidden />
          <span className="sr-only">Search tables and columns</span>
          <input
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="Table or column"
            className="h-9 w-full bg-transparent text-sm outline-none"
          />
        </label>
      )}
      <Rows sourceId={sourceId} tables={found} current={current} />
      {found.length === 0 ? <p className="text-sm text-faint">Nothing is called that.</p> : null}
    </nav>
  );
}

function Rows({ sourceId, tables, current }: TableBrowserProps) {
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: tables.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  // Where a person comes from a link, the table they look at is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of table may move the list
  useEffect(() => {
    const at = tables.findIndex(({ name }) => name === current);
    if (at >= 0) rows.scrollToIndex(at, { align: "auto" });
  }, [current]);
  return (
    <div ref={frame} className="max-h-60 overflow-y-auto lg:max-h-[calc(100dvh-18rem)]">
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const table = tables[index];
          if (table === undefined) return null;
          return (
            <li key={table.name} className="absolute inset-x-0" style={{ top: start, height: ROW_PX }}>
              <TableLink sourceId={sourceId} table={table} isCurrent={table.name === current} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function TableLink({ sourceId, table, isCurrent }: { sourceId: string; table: TableFacts; isCurrent: boolean }) {
  return (
    <Link
      to="/sources/$sourceId"
      params={{ sourceId }}
      search={{ table: table.name }}
      resetScroll={false}
      preload={false}
      title={table.comment}
      aria-current={isCurrent ? "true" : undefined}
      className="mr-1 flex items-center justify-between gap-3 rounded-field px-3 py-1.5 text-sm -outline-offset-2 text-soft hover:bg-sunken hover:text-ink aria-[current]:bg-accent-wash aria-[current]:font-medium aria-[current]:text-ink"
    >
      <span className="flex min-w-0 items-center gap-1.5">
        {table.kind === "view" ? <Eye size={13} aria-label="view" className="shrink-0 text-faint" /> : null}
        <span className="truncate">{table.name}</span>
      </span>
      <span className="shrink-0 text-xs text-soft tabular-nums">
        {table.rowCount === undefined ? "" : formatCount(table.rowCount)}
      </span>
    </Link>
  );
}

const wordsOf = (table: TableFacts): string =>
  [table.schema, table.name, table.comment, ...table.columns].join(" ").toLowerCase();
