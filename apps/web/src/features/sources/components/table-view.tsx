import type { Column, Table } from "@parlance/core";
import { fixedRows, formatCount, formatRows, type PagedRows, ResultTable, Segments, TopValues } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { KeyRound, Link2 } from "lucide-react";
import { useMemo, useState } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { firstRowsText } from "../../../components/sql-editor/table-text.ts";
import type { Source } from "../../../http/api-types.ts";
import { Description } from "../../knowledge/components/description.tsx";
import { previewQuery } from "../api/sources.ts";
import { columnFacts } from "./column-facts.ts";
import { TinyHistogram } from "./tiny-histogram.tsx";

export interface TableViewProps {
  readonly source: Source;
  readonly table: Table;
}

const VIEWS = [
  { value: "columns", label: "Columns" },
  { value: "rows", label: "Rows" },
] as const;

/** A table's columns with their profile, and its first rows. */
export function TableView({ source, table }: TableViewProps) {
  const [show, setShow] = useState<(typeof VIEWS)[number]["value"]>("columns");
  return (
    <section aria-labelledby="table" className="card overflow-hidden">
      <header className="flex flex-wrap items-start justify-between gap-3 px-5 py-4">
        <div className="group/described grid gap-0.5">
          <h2 id="table" className="font-serif text-2xl">
            {table.name}
          </h2>
          <Description sourceId={source.id} table={table.name} comment={table.comment} />
          <p className="text-[13px] text-faint tabular-nums">
            {table.rowCount === undefined ? "" : `${formatRows(table.rowCount)}, `}
            {table.columns.length} columns
            {table.primaryKey.length === 0
              ? ""
              : ` · key ${table.primaryKey.join(", ")}${table.primaryKeyOrigin === "inferred" ? " (found)" : ""}`}
          </p>
          {table.indexes === undefined ? null : <Indexes indexes={table.indexes} />}
        </div>
        <Segments label="Show" value={show} options={VIEWS} onChange={setShow} />
      </header>
      {show === "columns" ? <Columns source={source} table={table} /> : <Rows source={source} table={table} />}
    </section>
  );
}

/** What the source finds fast. */
const Indexes = ({ indexes }: { indexes: NonNullable<Table["indexes"]> }) => (
  <details className="text-[13px] text-soft">
    <summary className="cursor-pointer text-faint">
      {indexes.length} {indexes.length === 1 ? "index" : "indexes"}
    </summary>
    <ul className="mt-1 grid gap-0.5">
      {indexes.map(({ name, columns, isUnique }) => (
        <li key={name} className="wrap-anywhere">
          <span className="font-mono text-[12px]">{name}</span> on {columns.join(", ")}
          {isUnique ? ", no value twice" : ""}
        </li>
      ))}
    </ul>
  </details>
);

function Columns({ source, table }: { source: Source; table: Table }) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {table.columns.map((column) => (
        <ColumnRow key={column.name} source={source} table={table} column={column} />
      ))}
    </ul>
  );
}

interface ColumnRowProps {
  readonly source: Source;
  readonly table: Table;
  readonly column: Column;
}

function ColumnRow({ source, table, column }: ColumnRowProps) {
  const { profile } = column;
  const isKey = table.primaryKey.includes(column.name);
  const reference = table.foreignKeys.find(({ columns }) => columns.includes(column.name));
  return (
    <li className="group/described grid gap-x-6 gap-y-2 px-5 py-3.5 md:grid-cols-[minmax(0,1.3fr)_minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2.5">
          <span className="font-medium">{column.name}</span>
          <span className="font-mono text-[11px] text-faint">{column.type.native}</span>
          {isKey ? <KeyRound size={13} className="self-center text-role-value" aria-label="key" role="img" /> : null}
        </p>
        <Description sourceId={source.id} table={table.name} column={column.name} comment={column.comment} />
        {reference === undefined ? null : (
          <Link
            to="/sources/$sourceId"
            params={{ sourceId: source.id }}
            search={{ table: reference.refTable }}
            title={reference.evidence}
            className="inline-flex items-center gap-1.5 text-[13px] text-accent underline decoration-edge underline-offset-4"
          >
            <Link2 size={13} aria-hidden /> {reference.refTable}
            {reference.origin === "inferred" ? ` (found, ${Math.round(reference.confidence * 100)} %)` : ""}
          </Link>
        )}
      </div>
      {profile === undefined ? null : (
        <>
          <dl className="grid grid-cols-[auto_1fr] content-start gap-x-4 text-[13px]">
            {columnFacts(profile, column.type).map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-faint">{name}</dt>
                <dd className="line-clamp-2 tabular-nums" title={value}>
                  {value}
                </dd>
              </div>
            ))}
          </dl>
          {profile.histogram !== undefined && profile.histogram.length > 1 ? (
            <TinyHistogram
              name={column.name}
              bins={profile.histogram}
              isTime={column.type.kind === "date" || column.type.kind.startsWith("timestamp")}
            />
          ) : isAlmostUnique(profile) ? null : (
            <TopValues
              values={profile.topValues.slice(0, 4)}
              total={profile.rows}
              type={{ kind: "text", native: "" }}
            />
          )}
        </>
      )}
    </li>
  );
}

/** Of a sample in which hardly a value comes twice, how often each comes would be made up. */
const isAlmostUnique = ({ sampledRows, distinct, rows }: NonNullable<Column["profile"]>): boolean =>
  sampledRows !== undefined && distinct > rows / 2;

function Rows({ source, table }: { source: Source; table: Table }) {
  const preview = useQuery(previewQuery(source.id, table.name));
  const rows = useMemo<PagedRows>(() => fixedRows(preview.data?.rows ?? []), [preview.data]);
  if (preview.isError) return <ErrorPanel error={preview.error} />;
  if (preview.data === undefined) return <p className="px-5 pb-5 text-sm text-faint">Reading…</p>;
  return (
    <div className="border-t border-line">
      <ResultTable label={`First rows of ${table.name}`} columns={preview.data.columns} rows={rows} maxHeight={560} />
      <p className="border-t border-line px-5 py-2 text-xs text-faint">
        The first {formatCount(preview.data.rows.length)}
        {table.rowCount === undefined ? "" : ` of ${formatCount(table.rowCount)}`} rows.{" "}
        <Link
          to="/sql"
          search={{ source: source.id, sql: firstRowsText(source.dialect, table.name) }}
          className="text-accent underline underline-offset-4"
        >
          All rows in SQL
        </Link>
      </p>
    </div>
  );
}
