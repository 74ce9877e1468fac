// biome-ignore-all lint/a11y/useSemanticElements: a grid whose rows and columns come and go while scrolling cannot be laid out by the table algorithm; the ARIA grid pattern gives the same meaning
import type { ColumnStatistics, FrameColumn } from "@parlance/core";
import { type CSSProperties, useEffect, useId, useState, useSyncExternalStore } from "react";
import { formatCount } from "../format/format-number.ts";
import { ColumnHeader } from "./column-header.tsx";
import { GridCell } from "./grid-cell.tsx";
import { isInRange, rangeOf } from "./grid-navigation.ts";
import { columnWindow, ROW_HEIGHT, rowWindow, scrollHeight } from "./grid-window.ts";
import type { PagedRows, TableView } from "./paged-rows.ts";
import { useColumnLayout } from "./use-column-layout.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { useScrolled } from "./use-scrolled.ts";

export interface ResultTableProps {
  readonly label: string;
  readonly columns: readonly FrameColumn[];
  readonly rows: PagedRows;
  /** Absent where the rows cannot be sorted or filtered, such as a preview. */
  readonly onView?: (view: TableView) => void;
  readonly loadStatistics?: () => Promise<readonly ColumnStatistics[]>;
  /** CSS pixels; a short result takes less. */
  readonly maxHeight?: number;
}

const HEADER_HEIGHT = 36;
const SCROLLBAR = 14;

/** A grid over any number of rows. Only what is in view exists; keys follow the ARIA grid pattern. */
export function ResultTable({ label, columns, rows, onView, loadStatistics, maxHeight = 420 }: ResultTableProps) {
  useSyncExternalStore(rows.subscribe, rows.version);
  const gridId = useId();
  const [openMenu, setOpenMenu] = useState<number | null>(null);
  const { holder, scrolled } = useScrolled();
  const { widths, lefts, resize } = useColumnLayout(columns, rows, scrolled.width);
  const bodyHeight = Math.max(ROW_HEIGHT, scrolled.height - HEADER_HEIGHT);
  const keys = useGridKeys({ holder, rows, columns, lefts, bodyHeight, onView, openMenu: setOpenMenu });
  const window = rowWindow(scrolled.top, bodyHeight, rows.rowCount);
  const shown = columnWindow(scrolled.left, scrolled.width, lefts);
  useEffect(() => {
    void rows.ensure(window.first, window.last);
  }, [rows, window.first, window.last]);
  const range = keys.active === null ? null : rangeOf(keys.anchor ?? keys.active, keys.active);
  const columnNumbers = Array.from({ length: shown.last - shown.first }, (_, index) => shown.first + index);
  const style: CSSProperties = {
    height: Math.min(maxHeight, rows.rowCount * ROW_HEIGHT + HEADER_HEIGHT + SCROLLBAR),
    minHeight: HEADER_HEIGHT + ROW_HEIGHT + SCROLLBAR,
  };
  const isActive = (row: number, column: number) => keys.active?.row === row && keys.active.column === column;
  return (
    <>
      <div
        ref={holder}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.rowCount + 1}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-activedescendant={keys.active === null ? undefined : `${gridId}-${keys.active.row}-${keys.active.column}`}
        style={style}
        className="relative overflow-auto text-[13px] select-none"
        {...keys.handlers}
      >
        {/* biome-ignore lint/a11y/useFocusableInteractive: rows are reached through the grid */}
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-10 border-b border-edge bg-surface"
          style={{ height: HEADER_HEIGHT, width: lefts.at(-1) }}
        >
          {columnNumbers.map((number) => {
            const column = columns[number];
            return column === undefined ? null : (
              <ColumnHeader
                key={column.name}
                id={`${gridId}--1-${number}`}
                column={column}
                columnNumber={number}
                left={lefts[number] ?? 0}
                width={widths[number] ?? 0}
                isActive={isActive(-1, number)}
                view={rows.view}
                onView={onView}
                loadStatistics={loadStatistics}
                isOpen={openMenu === number}
                onOpen={(isOpen) => setOpenMenu(isOpen ? number : null)}
                onResize={(width) => resize(number, width)}
              />
            );
          })}
        </div>
        <div role="rowgroup" className="relative" style={{ height: scrollHeight(rows.rowCount), width: lefts.at(-1) }}>
          {Array.from({ length: window.last - window.first }, (_, index) => window.first + index).map((row) => (
            // biome-ignore lint/a11y/useFocusableInteractive: rows are reached through the grid
            <div
              key={row}
              role="row"
              aria-rowindex={row + 2}
              data-row={row}
              className="absolute left-0 w-full hover:bg-sunken"
              style={{
                height: ROW_HEIGHT,
                transform: `translateY(${window.offset + (row - window.first) * ROW_HEIGHT}px)`,
              }}
            >
              {columnNumbers.map((number) => {
                const column = columns[number];
                return column === undefined ? null : (
                  <GridCell
                    key={column.name}
                    id={`${gridId}-${row}-${number}`}
                    cell={cellAt(rows, row, number)}
                    column={column}
                    columnNumber={number}
                    left={lefts[number] ?? 0}
                    width={widths[number] ?? 0}
                    isActive={isActive(row, number)}
                    isSelected={range !== null && isInRange(range, row, number)}
                  />
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <span className="sr-only" role="status">
        {keys.message}
      </span>
      {rows.error === null ? null : (
        <p role="alert" className="bg-bad-wash px-3.5 py-2 text-bad">
          Some rows could not be read. Scroll a little to try again.
        </p>
      )}
      {rows.rowCount === 0 ? <NoRows isFiltered={rows.view.filters.length > 0} /> : null}
    </>
  );
}

const cellAt = (rows: PagedRows, row: number, column: number) => {
  const found = rows.row(row);
  return found === undefined ? undefined : (found[column] ?? null);
};

function NoRows({ isFiltered }: { isFiltered: boolean }) {
  return (
    <p className="px-3.5 py-2 text-sm text-soft">
      {isFiltered ? "No row passes the filter." : `${formatCount(0)} rows: the query ran and found nothing.`}
    </p>
  );
}
