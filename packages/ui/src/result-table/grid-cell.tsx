// biome-ignore-all lint/a11y/useSemanticElements: a grid whose rows and columns come and go while scrolling cannot be laid out by the table algorithm; the ARIA grid pattern gives the same meaning
import type { FrameColumn, JsonCell } from "@parlance/core";
import { memo } from "react";
import { formatNamedCell, fullText, isRightAligned } from "../format/format-cell.ts";

export interface GridCellProps {
  readonly id: string;
  readonly cell: JsonCell | undefined;
  readonly column: FrameColumn;
  readonly columnNumber: number;
  readonly left: number;
  readonly width: number;
  readonly isActive: boolean;
  readonly isSelected: boolean;
}

const NULL_MARK = <span className="text-[11px] tracking-wide text-faint">NULL</span>;
const EMPTY_MARK = <span className="text-faint italic">empty</span>;

/** One value. Undefined means that its chunk is on the way. */
export const GridCell = memo(function GridCell(props: GridCellProps) {
  const { id, cell, column, columnNumber, left, width, isActive, isSelected } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays on the grid, which names its active cell
    <div
      id={id}
      role="gridcell"
      aria-colindex={columnNumber + 1}
      aria-selected={isSelected}
      data-column={columnNumber}
      title={cell === undefined || cell === null ? undefined : fullText(cell)}
      style={{ left, width }}
      className={`absolute inset-y-0 overflow-hidden border-b border-line px-3.5 leading-8 text-ellipsis whitespace-pre ${isRightAligned(column.type) ? "text-right tabular-nums" : ""} ${isSelected ? "bg-accent-wash" : ""} ${isActive ? "shadow-[inset_0_0_0_2px_var(--accent)]" : ""}`}
    >
      {content(cell, column)}
    </div>
  );
});

function content(cell: JsonCell | undefined, column: FrameColumn) {
  if (cell === undefined)
    return <span className="inline-block h-2.5 w-2/3 animate-pulse-bar rounded bg-line" aria-hidden />;
  if (cell === null) return NULL_MARK;
  if (cell === "") return EMPTY_MARK;
  return formatNamedCell(cell, column.type, column.name);
}
