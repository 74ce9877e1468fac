import { Search } from "lucide-react";
import { useId, useState } from "react";
import { searchTables, type TableFacts } from "../graph-of.ts";

const MAX_FOUND = 8;

export interface TableSearchProps {
  readonly tables: readonly TableFacts[];
  readonly onPick: (name: string) => void;
}

/** Finds a table by its name or a column's; arrows and Enter choose. */
export function TableSearch({ tables, onPick }: TableSearchProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const found = searchTables(tables, text, MAX_FOUND);
  const isOpen = text.trim() !== "";
  const pick = (name: string | undefined) => {
    if (name === undefined) return;
    setText("");
    onPick(name);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((now) => Math.min(Math.max(0, now + step), found.length - 1));
    else if (event.key === "Enter") pick(found[at]?.name);
    else if (event.key === "Escape") setText("");
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative w-64 max-w-full">
      <label className="flex items-center gap-2 rounded-field border border-edge bg-raised px-2.5 shadow-lift">
        <Search size={14} className="text-faint" aria-hidden />
        <span className="sr-only">Find a table or column</span>
        <input
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] === undefined ? undefined : `${id}-${at}`}
          value={text}
          placeholder="Find a table or column"
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-9 w-full bg-transparent text-sm outline-none"
        />
      </label>
      {isOpen ? (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label="Tables found"
          className="absolute top-11 left-0 z-10 grid w-full overflow-hidden rounded-card border border-line bg-raised p-1 shadow-float"
        >
          {found.map((table, index) => (
            <button
              key={table.name}
              id={`${id}-${index}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              onClick={() => pick(table.name)}
              className="truncate rounded-lg px-2.5 py-1.5 text-left text-sm text-soft hover:bg-sunken aria-selected:bg-sunken aria-selected:text-ink"
            >
              {table.name}
            </button>
          ))}
          {found.length === 0 ? <p className="px-2.5 py-1.5 text-sm text-soft">Nothing is called that.</p> : null}
        </div>
      ) : null}
    </div>
  );
}
