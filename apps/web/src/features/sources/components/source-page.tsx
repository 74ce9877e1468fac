import type { Catalog, Table } from "@parlance/core";
import { Button, formatCount } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { KeyRound, Search } from "lucide-react";
import { useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source } from "../../../http/api-types.ts";
import { catalogQuery, sourceQuery } from "../api/sources.ts";
import { FileList } from "./file-list.tsx";
import { SourceHeader } from "./source-header.tsx";
import { TableView } from "./table-view.tsx";

/** One source: its tables, their columns and rows, and how its files were read. */
export function SourcePage() {
  const { sourceId } = useParams({ from: "/sources/$sourceId" });
  const source = useQuery(sourceQuery(sourceId));
  const catalog = useQuery(catalogQuery(sourceId));
  const error = source.error ?? catalog.error;
  return (
    <div className="page-wide grid gap-7 pt-8 pb-20">
      {error === null ? null : (
        <ErrorPanel error={error}>
          <Link to="/sources" className="text-sm text-accent underline underline-offset-4">
            All sources
          </Link>
        </ErrorPanel>
      )}
      {source.data === undefined ? null : <SourceHeader key={source.data.id} source={source.data} />}
      {source.data === undefined || catalog.data === undefined ? null : (
        <Contents source={source.data} catalog={catalog.data} />
      )}
    </div>
  );
}

function Contents({ source, catalog }: { source: Source; catalog: Catalog }) {
  const { table: wanted } = useSearch({ from: "/sources/$sourceId" });
  const table = catalog.tables.find(({ name }) => name === wanted) ?? catalog.tables[0];
  return (
    <div className="grid min-w-0 gap-7 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <aside className="grid content-start gap-5">
        <TableList source={source} tables={catalog.tables} current={table?.name} />
      </aside>
      <div className="grid min-w-0 content-start gap-7">
        {table === undefined ? (
          <p className="text-soft">This source holds no table.</p>
        ) : (
          <TableView key={table.name} source={source} table={table} catalog={catalog} />
        )}
        {source.kind === "demo" || source.files.length === 0 ? null : <FileList source={source} catalog={catalog} />}
      </div>
    </div>
  );
}

const SEARCH_FROM = 8;
const MAX_LISTED = 300;

interface TableListProps {
  readonly source: Source;
  readonly tables: readonly Table[];
  readonly current: string | undefined;
}

/** Tables by name; searching looks into column names and comments too. */
function TableList({ source, tables, current }: TableListProps) {
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const found = tables.filter((table) => searchText(table).includes(wanted));
  return (
    <nav aria-label="Tables" className="grid gap-2">
      <p className="text-[13px] text-faint">
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
      <ul className="flex gap-1 max-lg:overflow-x-auto lg:grid">
        {found.slice(0, MAX_LISTED).map((table) => (
          <li key={table.name} className="shrink-0">
            <Link
              to="/sources/$sourceId"
              params={{ sourceId: source.id }}
              search={{ table: table.name }}
              resetScroll={false}
              aria-current={table.name === current ? "true" : undefined}
              className="flex items-baseline justify-between gap-3 rounded-field px-3 py-1.5 text-sm text-soft hover:bg-sunken hover:text-ink aria-[current]:bg-accent-wash aria-[current]:font-medium aria-[current]:text-ink"
            >
              <span className="truncate">{table.name}</span>
              <span className="text-xs text-soft tabular-nums">{formatCount(table.rowCount ?? 0)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="text-sm text-faint">Nothing is called that.</p> : null}
      <Relations catalogTables={tables} />
    </nav>
  );
}

const searchText = (table: Table): string =>
  [table.name, table.comment, ...table.columns.flatMap((column) => [column.name, column.comment])]
    .join(" ")
    .toLowerCase();

const MAX_RELATIONS = 40;

/** How tables hang together, declared or found. */
function Relations({ catalogTables }: { catalogTables: readonly Table[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const keys = catalogTables.flatMap((table) => table.foreignKeys.map((key) => ({ table: table.name, key })));
  if (keys.length === 0) return null;
  return (
    <div className="mt-3 grid justify-items-start gap-2 border-t border-line pt-3">
      <Button look="quiet" size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)} className="-ml-2.5">
        <KeyRound size={14} aria-hidden /> {keys.length} {keys.length === 1 ? "relation" : "relations"}
      </Button>
      {isOpen ? (
        <ul className="grid gap-1.5 text-[13px]">
          {keys.slice(0, MAX_RELATIONS).map(({ table, key }) => (
            <li key={`${table}.${key.columns.join()}`} title={key.evidence}>
              <span className="font-mono text-xs">
                {table}.{key.columns.join(", ")} → {key.refTable}
              </span>
              <span className="block text-xs text-faint">
                {key.origin === "declared" ? "declared" : `found, ${Math.round(key.confidence * 100)} % sure`}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
