import type { FrameColumn } from "@parlance/core";
import { useMemo, useState } from "react";
import { columnWidth, stretched } from "./column-width.ts";
import { leftEdges } from "./grid-window.ts";
import type { PagedRows } from "./paged-rows.ts";

const SAMPLE = Array.from({ length: 60 }, (_, index) => index);

/** Column widths: measured from the first rows once, then as the person drags them. */
export function useColumnLayout(columns: readonly FrameColumn[], rows: PagedRows, room: number) {
  const [dragged, setDragged] = useState<Readonly<Record<string, number>>>({});
  const hasRows = rows.row(0) !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again only when first rows arrive, so columns do not jump while scrolling
  const measured = useMemo(
    () =>
      columns.map((column, index) =>
        columnWidth(
          column,
          index,
          SAMPLE.map((row) => rows.row(row)),
        ),
      ),
    [columns, hasRows],
  );
  const widths = useMemo(
    () =>
      stretched(
        columns.map((column, index) => dragged[column.name] ?? measured[index] ?? 100),
        room,
      ),
    [columns, measured, dragged, room],
  );
  const lefts = useMemo(() => leftEdges(widths), [widths]);
  const resize = (number: number, width: number) => {
    const name = columns[number]?.name;
    if (name !== undefined) setDragged((old) => ({ ...old, [name]: width }));
  };
  return { widths, lefts, resize };
}
