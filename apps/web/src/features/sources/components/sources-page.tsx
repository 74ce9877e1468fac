import { Button, formatBytes, formatCount, formatRows } from "@parlance/ui";
import { Link } from "@tanstack/react-router";
import { ArrowRight, Combine, FileUp, Plus } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source } from "../../../http/api-types.ts";
import { whenWords } from "../../connections/components/sync-words.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { NearlyFull } from "../../workspaces/components/nearly-full.tsx";
import { useSourceGroups } from "../api/sources.ts";
import { pickFiles } from "./pick-files.ts";
import { StatusMark } from "./status-mark.tsx";
import { timeLeft } from "./time-left.ts";

/** Everything that can be asked. */
export function SourcesPage() {
  const groups = useSourceGroups();
  const mayAdd = useMay("source.create");
  const mayConnect = useMay("connection.create");
  const own = groups.data?.filter(({ workspace }) => workspace.kind !== "demo").flatMap(({ sources }) => sources) ?? [];
  const demo = groups.data?.filter(({ workspace }) => workspace.kind === "demo") ?? [];
  return (
    <div className="page grid gap-10 pt-10 pb-20">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="font-serif text-4xl tracking-[-0.02em]">Sources</h1>
          <p className="mt-1 text-soft">What you can ask about.</p>
        </div>
        {mayAdd ? (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => pickFiles()}>
              <FileUp size={16} aria-hidden /> Add files
            </Button>
            <Link
              to="/sources/combine"
              className="inline-flex h-9 items-center gap-1.5 rounded-field border border-edge bg-surface px-3.5 text-sm hover:border-faint hover:bg-sunken"
            >
              <Combine size={16} aria-hidden /> Combine
            </Link>
            {mayConnect ? (
              <Link
                to="/sources/new"
                className="inline-flex h-9 items-center gap-1.5 rounded-field bg-accent px-3.5 text-sm font-medium text-on-accent hover:bg-accent-strong"
              >
                <Plus size={16} aria-hidden /> Add a source
              </Link>
            ) : null}
          </div>
        ) : null}
      </header>
      {groups.isError ? <ErrorPanel error={groups.error} /> : null}
      {mayAdd ? <NearlyFull /> : null}
      <section className="grid gap-3" aria-labelledby="own">
        <h2 id="own" className="font-medium">
          Your data
        </h2>
        {own.length === 0 ? <NothingYet mayAdd={mayAdd} /> : <SourceRows sources={own} />}
      </section>
      {demo.length === 0 ? null : (
        <section className="grid gap-3" aria-labelledby="demo">
          <h2 id="demo" className="font-medium">
            Demo teams
          </h2>
          <SourceRows
            sources={demo.flatMap(({ sources }) => sources)}
            describe={(source) =>
              demo.find(({ workspace }) => workspace.id === source.workspaceId)?.workspace.description
            }
          />
        </section>
      )}
    </div>
  );
}

const NothingYet = ({ mayAdd }: { mayAdd: boolean }) => (mayAdd ? <DropHere /> : <NobodyAdded />);

const NobodyAdded = () => (
  <p className="card px-6 py-12 text-center text-soft">
    There is nothing here yet. Viewers only read; an analyst or admin can add files and sources.
  </p>
);

const DropHere = () => (
  <button
    type="button"
    onClick={() => pickFiles()}
    className="grid cursor-pointer justify-items-center gap-1.5 rounded-card border border-dashed border-edge px-6 py-12 text-center hover:border-accent hover:bg-accent-wash/50"
  >
    <FileUp size={26} className="mb-1 text-accent" aria-hidden />
    <span className="font-serif text-2xl">Drop a file anywhere</span>
    <span className="text-sm text-soft">
      CSV, Excel, JSON, Parquet, SQLite or DuckDB, one or several. Or click to choose.
    </span>
  </button>
);

/** Files say how long they stay; connections say when they were last read. */
function aboutOf({ connection, expiresAt, kind }: Source): string {
  if (kind === "combined") return "Several sources as one";
  if (connection === null) return timeLeft(expiresAt);
  return connection.syncedAt === null ? "Not read yet" : `Read ${whenWords(connection.syncedAt, Date.now())}`;
}

interface SourceRowsProps {
  readonly sources: readonly Source[];
  readonly describe?: (source: Source) => string | undefined;
}

function SourceRows({ sources, describe }: SourceRowsProps) {
  return (
    <ul className="card divide-y divide-line overflow-hidden">
      {sources.map((source) => (
        <li key={source.id}>
          <Link
            to="/sources/$sourceId"
            params={{ sourceId: source.id }}
            className="group flex flex-wrap items-center gap-x-6 gap-y-1 px-5 py-4 -outline-offset-2 hover:bg-sunken"
          >
            <span className="min-w-48 flex-1">
              <span className="block font-serif text-xl leading-snug">{source.name}</span>
              <span className="text-sm text-soft">{describe?.(source) ?? aboutOf(source)}</span>
            </span>
            <span className="text-sm text-soft tabular-nums sm:w-20 sm:text-right">
              {formatCount(source.tableCount)} {source.tableCount === 1 ? "table" : "tables"}
            </span>
            <span className="text-sm text-soft tabular-nums sm:w-28 sm:text-right">{formatRows(source.rowCount)}</span>
            <span className="text-sm text-faint tabular-nums empty:hidden sm:w-16 sm:text-right">
              {source.bytes === 0 ? "" : formatBytes(source.bytes)}
            </span>
            <StatusMark source={source} />
            <ArrowRight
              size={16}
              aria-hidden
              className="text-edge transition-transform group-hover:translate-x-0.5 group-hover:text-accent max-sm:hidden"
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}
