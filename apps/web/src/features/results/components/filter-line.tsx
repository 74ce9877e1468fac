import { Button, formatRows, type PagedRows, PLAIN_VIEW, type TableView } from "@parlance/ui";
import { useSyncExternalStore } from "react";

const SIGNS = {
  eq: "=",
  ne: "≠",
  lt: "<",
  lte: "≤",
  gt: ">",
  gte: "≥",
  contains: "contains",
  isNull: "is NULL",
  isNotNull: "is not NULL",
} as const;

export interface FilterLineProps {
  readonly view: TableView;
  readonly rows: PagedRows;
  readonly onView: (view: TableView) => void;
}

/** Says when the table shows less, or in another order, than the result. */
export function FilterLine({ view, rows, onView }: FilterLineProps) {
  useSyncExternalStore(rows.subscribe, rows.version);
  if (view.filters.length === 0) return null;
  const words = view.filters.map(({ column, operator, value }) =>
    [column, SIGNS[operator], value].filter(Boolean).join(" "),
  );
  return (
    <p className="flex flex-wrap items-center gap-2 border-b border-line bg-accent-wash px-4 py-1.5 text-[13px]">
      <span className="font-medium">{words.join(" and ")}</span>
      <span className="text-soft tabular-nums">{formatRows(rows.rowCount)}</span>
      <Button size="small" look="quiet" onClick={() => onView({ ...PLAIN_VIEW, sort: view.sort })}>
        Show all rows
      </Button>
    </p>
  );
}
