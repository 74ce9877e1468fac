import type { FrameColumn } from "@parlance/core";
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import { nextSort } from "./column-header.tsx";
import { rangeText } from "./copy-range.ts";
import { nextPlace, type Place, rangeOf } from "./grid-navigation.ts";
import { ROW_HEIGHT, scrollToRow } from "./grid-window.ts";
import type { PagedRows, TableView } from "./paged-rows.ts";

interface GridKeysInput {
  readonly holder: RefObject<HTMLDivElement | null>;
  readonly rows: PagedRows;
  readonly columns: readonly FrameColumn[];
  readonly lefts: readonly number[];
  readonly bodyHeight: number;
  readonly onView: ((view: TableView) => void) | undefined;
  readonly openMenu: (column: number) => void;
}

/** The active cell, the selection that grows from it, and what keys and pointer do to both. */
export function useGridKeys({ holder, rows, columns, lefts, bodyHeight, onView, openMenu }: GridKeysInput) {
  const [active, setActive] = useState<Place | null>(null);
  const [anchor, setAnchor] = useState<Place | null>(null);
  const [message, setMessage] = useState("");
  const isDragging = useRef(false);
  const size = {
    rows: rows.rowCount,
    columns: columns.length,
    pageRows: Math.max(1, Math.floor(bodyHeight / ROW_HEIGHT) - 1),
  };

  const reveal = (place: Place) => {
    const element = holder.current;
    if (element === null) return;
    if (place.row >= 0) element.scrollTop = scrollToRow(place.row, element.scrollTop, bodyHeight, rows.rowCount);
    const left = lefts[place.column] ?? 0;
    const right = lefts[place.column + 1] ?? left;
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
  };

  const copy = async () => {
    if (active === null) return;
    const range = rangeOf(anchor ?? active, active);
    await navigator.clipboard.writeText(await rangeText(rows, columns, range));
    setMessage(`Copied ${range.bottom - range.top + 1} by ${range.right - range.left + 1} cells.`);
  };

  const onHeaderKey = (event: KeyboardEvent, place: Place): boolean => {
    const name = columns[place.column]?.name;
    if (name === undefined) return false;
    if (event.key === "Enter") onView?.(nextSort(rows.view, name));
    else if (event.key === "ArrowDown" && event.altKey) openMenu(place.column);
    else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const isControl = event.ctrlKey || event.metaKey;
    const from = active ?? { row: 0, column: 0 };
    if (isControl && event.key.toLowerCase() === "c" && active !== null) void copy();
    else if (active?.row === -1 && onHeaderKey(event, active)) setAnchor(null);
    else if (event.key === "Escape" && anchor !== null) setAnchor(null);
    else {
      const to =
        active === null && event.key.startsWith("Arrow") ? from : nextPlace(from, { key: event.key, isControl }, size);
      if (to === null) return;
      setAnchor(event.shiftKey ? (anchor ?? from) : null);
      setActive(to);
      reveal(to);
    }
    event.preventDefault();
  };

  const onPointerDown = (event: PointerEvent) => {
    const place = event.button === 0 ? placeAt(event.target) : null;
    if (place === null) return;
    isDragging.current = true;
    setAnchor(event.shiftKey ? (anchor ?? active) : null);
    setActive(place);
  };

  const onPointerMove = (event: PointerEvent) => {
    const place = isDragging.current && event.buttons === 1 ? placeAt(event.target) : null;
    if (place === null || (place.row === active?.row && place.column === active.column)) return;
    setAnchor(anchor ?? active);
    setActive(place);
  };

  const onPointerUp = () => {
    isDragging.current = false;
  };

  const onFocus = (event: { target: unknown; currentTarget: unknown }) => {
    if (event.target === event.currentTarget && active === null && rows.rowCount > 0) setActive({ row: 0, column: 0 });
  };

  return { active, anchor, message, handlers: { onKeyDown, onPointerDown, onPointerMove, onPointerUp, onFocus } };
}

function placeAt(target: EventTarget): Place | null {
  if (!(target instanceof Element)) return null;
  const column = target.closest("[data-column]")?.getAttribute("data-column");
  const row = target.closest("[data-row]")?.getAttribute("data-row");
  return typeof column === "string" && typeof row === "string" ? { row: Number(row), column: Number(column) } : null;
}
