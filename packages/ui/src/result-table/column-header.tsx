// biome-ignore-all lint/a11y/useSemanticElements: a grid whose rows and columns come and go while scrolling cannot be laid out by the table algorithm; the ARIA grid pattern gives the same meaning
import { isNumeric } from "@parlance/core";
import { ArrowDown, ArrowUp } from "lucide-react";
import { ColumnMenu, type ColumnMenuProps } from "./column-menu.tsx";
import type { TableView } from "./paged-rows.ts";

export interface ColumnHeaderProps extends Omit<ColumnMenuProps, "onView"> {
  readonly onView: ((view: TableView) => void) | undefined;
  readonly id: string;
  readonly columnNumber: number;
  readonly left: number;
  readonly width: number;
  readonly isActive: boolean;
  readonly onResize: (width: number) => void;
}

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;

/** First click sorts upwards, the second downwards, the third restores the order of the result. */
export function nextSort(view: TableView, column: string): TableView {
  const current = view.sort.find((sort) => sort.column === column)?.direction;
  const direction = current === undefined ? "asc" : current === "asc" ? "desc" : null;
  return { ...view, sort: direction === null ? [] : [{ column, direction }] };
}

export function ColumnHeader(props: ColumnHeaderProps) {
  const { column, view, onView, id, columnNumber, left, width, isActive } = props;
  const direction = view.sort.find((sort) => sort.column === column.name)?.direction;
  const Arrow = direction === "asc" ? ArrowUp : ArrowDown;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid, which names its active cell
    <div
      id={id}
      role="columnheader"
      aria-colindex={columnNumber + 1}
      aria-sort={direction === undefined ? "none" : ARIA_SORT[direction]}
      style={{ left, width }}
      className={`absolute inset-y-0 flex items-center gap-0.5 pr-1.5 pl-3.5 ${isNumeric(column.type) ? "flex-row-reverse pr-3.5 pl-1.5" : ""} ${isActive ? "shadow-[inset_0_0_0_2px_var(--accent)]" : ""}`}
    >
      <button
        type="button"
        tabIndex={-1}
        title={`${column.name} · ${column.type.native}`}
        onClick={() => onView?.(nextSort(view, column.name))}
        className="flex min-w-0 cursor-pointer items-center gap-1 text-[12.5px] font-medium text-soft hover:text-ink"
      >
        <span className="truncate">{column.name}</span>
        {direction === undefined ? null : <Arrow size={13} className="shrink-0 text-accent" aria-hidden />}
      </button>
      {isNumeric(column.type) ? null : <span className="flex-1" />}
      {onView === undefined ? null : <ColumnMenu {...props} onView={onView} />}
      <ResizeHandle width={width} onResize={props.onResize} />
    </div>
  );
}

/** Dragging the edge sets the width; the keyboard does not need it because the full value shows on hover and copy. */
function ResizeHandle({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  return (
    <span
      aria-hidden
      className="absolute inset-y-1.5 right-0 w-1 cursor-col-resize rounded hover:bg-accent"
      onPointerDown={(event) => {
        const handle = event.currentTarget;
        const start = event.clientX;
        handle.setPointerCapture(event.pointerId);
        handle.onpointermove = (move) => onResize(Math.max(60, width + move.clientX - start));
        handle.onpointerup = () => {
          handle.onpointermove = null;
        };
      }}
    />
  );
}
