import { Button } from "@parlance/ui";
import { Maximize, Minus, Plus } from "lucide-react";
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTheme } from "../../../state/theme.ts";
import type { TableFacts } from "../graph-of.ts";
import type { PlacedTable } from "../layout-tables.ts";
import { linksOf, mapScene } from "../map-scene.ts";
import { useMapCanvas } from "../use-map-canvas.ts";

export interface SchemaMapProps {
  readonly placed: readonly PlacedTable[];
  readonly tables: readonly TableFacts[];
  readonly focus: string | undefined;
  readonly near: ReadonlySet<string> | null;
  readonly onFocus: (table: string | undefined) => void;
  /** What lies over the map: search and its buttons. */
  readonly children: ReactNode;
}

/** Many tables, drawn on a canvas: moved by hand, wheel and keys at the speed of the screen. */
export function SchemaMap({ placed, tables, focus, near, onFocus, children }: SchemaMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const helpId = useId();
  const [at, setAt] = useState<string | null>(null);
  const scene = useMemo(() => mapScene(placed), [placed]);
  const { zoomIn, zoomOut, showAll, show } = useMapCanvas(canvas, scene, { chosen: focus, near, at }, useTheme(), {
    onChoose: onFocus,
    onAt: setAt,
  });
  useEffect(() => {
    if (focus !== undefined) show(focus);
  }, [focus, show]);
  return (
    <div className="relative size-full">
      <div
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: walked through by keys
        tabIndex={0}
        aria-label={`Map of ${placed.length.toLocaleString("en")} tables`}
        aria-describedby={helpId}
        className="size-full -outline-offset-2"
      >
        <canvas ref={canvas} aria-hidden className="size-full touch-none active:cursor-grabbing!" />
      </div>
      <p id={helpId} className="sr-only">
        Arrow keys go from table to table, Enter chooses one and lists what it is linked to, Escape lets go, plus and
        minus zoom, 0 shows all.
      </p>
      <p className="sr-only" aria-live="polite">
        {at === null ? "" : describe(tables, at)}
      </p>
      <div className="pointer-events-none absolute inset-x-4 top-4 flex flex-wrap gap-2 *:pointer-events-auto">
        {children}
      </div>
      <div className="absolute bottom-4 left-4 grid overflow-hidden rounded-field border border-line bg-raised shadow-lift">
        <ZoomButton label="Zoom in" onClick={zoomIn}>
          <Plus size={15} aria-hidden />
        </ZoomButton>
        <ZoomButton label="Zoom out" onClick={zoomOut}>
          <Minus size={15} aria-hidden />
        </ZoomButton>
        <ZoomButton label="Show all tables" onClick={showAll}>
          <Maximize size={14} aria-hidden />
        </ZoomButton>
      </div>
      {focus === undefined ? null : <Links tables={tables} name={focus} onFocus={onFocus} />}
    </div>
  );
}

const ZoomButton = ({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) => (
  <Button
    look="quiet"
    size="icon"
    aria-label={label}
    title={label}
    className="rounded-none! -outline-offset-2"
    onClick={onClick}
  >
    {children}
  </Button>
);

const countWords = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

function describe(tables: readonly TableFacts[], name: string): string {
  const columns = tables.find((table) => table.name === name)?.columns.length ?? 0;
  return `${name}, ${countWords(columns, "column")}, ${countWords(linksOf(tables, name).length, "link")}`;
}

/** The lines of the chosen table as a list, to read and to follow. */
function Links({
  tables,
  name,
  onFocus,
}: {
  tables: readonly TableFacts[];
  name: string;
  onFocus: (table: string) => void;
}) {
  const links = useMemo(() => linksOf(tables, name), [tables, name]);
  return (
    <section
      aria-label={`Links of ${name}`}
      className="absolute right-4 bottom-4 grid max-h-[min(22rem,55%)] w-64 max-w-[calc(100%-6rem)] grid-rows-[auto_minmax(0,1fr)] rounded-card border border-line bg-raised shadow-lift"
    >
      <h2 className="truncate border-b border-line px-4 py-2.5 text-sm font-medium" title={name}>
        {name}
      </h2>
      {links.length === 0 ? (
        <p className="px-4 py-3 text-sm text-soft">No key joins it to another table.</p>
      ) : (
        <ul className="overflow-y-auto p-1.5">
          {links.map(({ table, words }) => (
            <li key={`${table} ${words}`}>
              <button
                type="button"
                onClick={() => onFocus(table)}
                className="grid w-full cursor-pointer rounded-lg px-2.5 py-1.5 text-left -outline-offset-2 hover:bg-sunken"
              >
                <span className="truncate text-sm">{table}</span>
                <span className="truncate text-xs text-soft">{words}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
