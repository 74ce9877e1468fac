import { type ColumnStatistics, type FilterOperator, type FrameColumn, isNumeric, isTemporal } from "@parlance/core";
import { ArrowDown, ArrowUp, ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "../controls/button.tsx";
import { ColumnFigures } from "./column-figures.tsx";
import type { TableFilter, TableView } from "./paged-rows.ts";

export interface ColumnMenuProps {
  readonly column: FrameColumn;
  readonly view: TableView;
  readonly onView: (view: TableView) => void;
  readonly loadStatistics: (() => Promise<readonly ColumnStatistics[]>) | undefined;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

/** What can be done with one column: sort, filter, and see its figures. */
export function ColumnMenu(props: ColumnMenuProps) {
  const { column, isOpen, onOpen, view } = props;
  const isFiltered = view.filters.some((filter) => filter.column === column.name);
  return (
    <Popover.Root open={isOpen} onOpenChange={onOpen}>
      <Popover.Trigger
        tabIndex={-1}
        aria-label={`Column menu: ${column.name}`}
        className={`grid size-6 shrink-0 cursor-pointer place-items-center rounded-md hover:bg-line data-[state=open]:bg-line ${isFiltered ? "text-accent" : "text-faint"}`}
      >
        <ChevronDown size={14} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          collisionPadding={12}
          sideOffset={6}
          aria-label={`Column ${column.name}`}
          className="z-50 w-72 animate-rise rounded-card border border-line bg-raised p-3 text-sm shadow-float"
        >
          <ColumnMenuBody {...props} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function ColumnMenuBody({ column, view, onView, onOpen, loadStatistics }: ColumnMenuProps) {
  const sortBy = (direction: "asc" | "desc") => {
    onView({ ...view, sort: [{ column: column.name, direction }] });
    onOpen(false);
  };
  const filterBy = (filter: TableFilter | null) => {
    const others = view.filters.filter((one) => one.column !== column.name);
    onView({ ...view, filters: filter === null ? others : [...others, filter] });
    onOpen(false);
  };
  return (
    <div className="grid gap-3">
      <p className="flex items-baseline justify-between gap-3">
        <span className="font-medium wrap-anywhere">{column.name}</span>
        <span className="font-mono text-[11px] text-faint">{column.type.native}</span>
      </p>
      <div className="grid grid-cols-2 gap-1.5">
        <Button size="small" onClick={() => sortBy("asc")}>
          <ArrowUp size={14} aria-hidden /> Ascending
        </Button>
        <Button size="small" onClick={() => sortBy("desc")}>
          <ArrowDown size={14} aria-hidden /> Descending
        </Button>
      </div>
      <FilterForm
        column={column}
        current={view.filters.find((filter) => filter.column === column.name)}
        onFilter={filterBy}
      />
      {loadStatistics === undefined ? null : <LoadedFigures column={column} load={loadStatistics} />}
    </div>
  );
}

const WORDS: Readonly<Record<FilterOperator, string>> = {
  contains: "contains",
  eq: "is",
  ne: "is not",
  gt: "above",
  gte: "at least",
  lt: "below",
  lte: "at most",
  isNull: "is empty (NULL)",
  isNotNull: "is not empty",
};

function operatorsFor({ type }: FrameColumn): readonly FilterOperator[] {
  const ordered: readonly FilterOperator[] = ["eq", "ne", "gte", "lte", "gt", "lt", "isNull", "isNotNull"];
  return isNumeric(type) || isTemporal(type) ? ordered : ["contains", "eq", "ne", "isNull", "isNotNull"];
}

const FIELD = "h-8 min-w-0 rounded-field border border-edge bg-surface px-2 text-[13px]";

interface FilterFormProps {
  readonly column: FrameColumn;
  readonly current: TableFilter | undefined;
  readonly onFilter: (filter: TableFilter | null) => void;
}

function FilterForm({ column, current, onFilter }: FilterFormProps) {
  const operators = operatorsFor(column);
  const [operator, setOperator] = useState<FilterOperator>(current?.operator ?? operators[0] ?? "eq");
  const [value, setValue] = useState(current?.value ?? "");
  const needsValue = operator !== "isNull" && operator !== "isNotNull";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onFilter(needsValue ? { column: column.name, operator, value } : { column: column.name, operator });
  };
  const choose = (text: string) => setOperator(operators.find((one) => one === text) ?? "eq");
  return (
    <form onSubmit={submit} className="grid gap-1.5">
      <div className="flex gap-1.5">
        <select
          aria-label="Condition"
          className={FIELD}
          value={operator}
          onChange={(event) => choose(event.target.value)}
        >
          {operators.map((one) => (
            <option key={one} value={one}>
              {WORDS[one]}
            </option>
          ))}
        </select>
        {needsValue ? (
          <input
            aria-label="Value"
            className={`${FIELD} w-full`}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        ) : null}
      </div>
      <div className="flex gap-1.5">
        <Button type="submit" look="solid" size="small" className="flex-1">
          Filter rows
        </Button>
        {current === undefined ? null : (
          <Button size="small" onClick={() => onFilter(null)}>
            Clear
          </Button>
        )}
      </div>
    </form>
  );
}

type Figures =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "ready"; readonly figures: ColumnStatistics | undefined };

function LoadedFigures({ column, load }: { column: FrameColumn; load: () => Promise<readonly ColumnStatistics[]> }) {
  const [figures, setFigures] = useState<Figures>({ state: "loading" });
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (items) => isCurrent && setFigures({ state: "ready", figures: items.find(({ name }) => name === column.name) }),
      () => isCurrent && setFigures({ state: "failed" }),
    );
    return () => {
      isCurrent = false;
    };
  }, [column, load]);
  if (figures.state === "loading") return <p className="text-faint">Counting…</p>;
  if (figures.state === "failed") return <p className="text-bad">The figures could not be read.</p>;
  return figures.figures === undefined ? null : <ColumnFigures figures={figures.figures} type={column.type} />;
}
