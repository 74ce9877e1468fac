import { Segments } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { BookOpen, Combine, FlaskConical, Settings2, ShieldCheck, Table2, Waypoints } from "lucide-react";
import { lazy, Suspense } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { meQuery } from "../../account/api/me.ts";
import { CombinationParts } from "../../combinations/components/combination-parts.tsx";
import { ConnectionSettings } from "../../connections/components/connection-settings.tsx";
import { SyncBar } from "../../connections/components/sync-bar.tsx";
import { SeenInPart } from "../../data-rules/components/seen-in-part.tsx";
import { EvaluationView } from "../../evaluation/components/evaluation-view.tsx";
import { catalogQuery, sourceQuery, tableQuery, tablesQuery, type VersionedSource } from "../api/sources.ts";
import { FileList } from "./file-list.tsx";
import { SourceHeader } from "./source-header.tsx";
import { TableBrowser } from "./table-browser.tsx";
import { TableView } from "./table-view.tsx";

/** Drawing libraries are larger than the rest of the page and come only with the graph. */
const SchemaGraph = lazy(() =>
  import("../../schema/components/schema-graph.tsx").then((module) => ({ default: module.SchemaGraph })),
);

const KnowledgeView = lazy(() =>
  import("../../knowledge/components/knowledge-view.tsx").then((module) => ({ default: module.KnowledgeView })),
);

const DataRulesView = lazy(() =>
  import("../../data-rules/components/data-rules-view.tsx").then((module) => ({ default: module.DataRulesView })),
);

/** One source: its tables, how they hang together, and how it is reached or its files were read. */
export function SourcePage() {
  const { sourceId } = useParams({ from: "/sources/$sourceId" });
  const source = useQuery(sourceQuery(sourceId));
  return (
    <div className="page-wide grid gap-7 pt-8 pb-20">
      {source.error === null ? null : (
        <ErrorPanel error={source.error}>
          <Link to="/sources" className="text-sm text-accent underline underline-offset-4">
            All sources
          </Link>
        </ErrorPanel>
      )}
      {source.data === undefined ? null : (
        <>
          <SourceHeader key={source.data.id} source={source.data} />
          <SyncBar key={`sync-${source.data.id}`} source={source.data} />
          {source.data.kind === "demo" || source.data.version === "" ? null : <SeenInPart sourceId={source.data.id} />}
          <Views source={source.data} />
        </>
      )}
    </div>
  );
}

const TABLES = { value: "tables", label: labelled(Table2, "Tables") } as const;
const GRAPH = { value: "graph", label: labelled(Waypoints, "Graph") } as const;
const KNOWLEDGE = { value: "knowledge", label: labelled(BookOpen, "Knowledge") } as const;
const SETTINGS = { value: "settings", label: labelled(Settings2, "Connection") } as const;

const TEST = { value: "test", label: labelled(FlaskConical, "Test") } as const;
const RULES = { value: "rules", label: labelled(ShieldCheck, "Rules") } as const;
const PARTS = { value: "parts", label: labelled(Combine, "Parts") } as const;

function labelled(Icon: typeof Table2, text: string) {
  return (
    <>
      <Icon size={14} aria-hidden /> {text}
    </>
  );
}

function Views({ source }: { source: VersionedSource }) {
  const { view: wanted, table } = useSearch({ from: "/sources/$sourceId" });
  const navigate = useNavigate({ from: "/sources/$sourceId" });
  const own = source.kind === "combined" ? [PARTS] : source.connection === null ? [] : [SETTINGS];
  const me = useQuery(meQuery);
  const mayRule = me.data?.kind !== "anonymous" && (me.data?.permissions.includes("dataRule.read") ?? false);
  const rules = mayRule && source.kind !== "demo" && source.kind !== "combined" ? [RULES] : [];
  const tests = me.data?.permissions.includes("evaluation.read") ? [TEST] : [];
  const options = [TABLES, GRAPH, KNOWLEDGE, ...tests, ...rules, ...own];
  const usual = source.status === "disconnected" ? "settings" : "tables";
  const view = options.find(({ value }) => value === wanted)?.value ?? usual;
  return (
    <>
      <div>
        <Segments
          label="View"
          value={view}
          options={options}
          onChange={(next) => void navigate({ search: (now) => ({ ...now, view: next }), resetScroll: false })}
        />
      </div>
      {view === "test" ? <EvaluationView source={source} /> : null}
      {view === "rules" && source.version !== "" ? (
        <Suspense fallback={null}>
          <DataRulesView source={source} />
        </Suspense>
      ) : null}
      {view === "parts" ? <CombinationParts source={source} /> : null}
      {view === "settings" ? <ConnectionSettings key={source.etag} source={source} /> : null}
      {view === "knowledge" && source.version !== "" ? (
        <Suspense fallback={null}>
          <KnowledgeView source={source} />
        </Suspense>
      ) : null}
      {view === "graph" && source.version !== "" ? <GraphView source={source} focus={table} /> : null}
      {view === "tables" && source.version !== "" ? <TablesView source={source} wanted={table} /> : null}
      {view !== "settings" && source.version === "" ? <NothingReadYet source={source} /> : null}
    </>
  );
}

const NothingReadYet = ({ source }: { source: VersionedSource }) => (
  <p className="card px-6 py-12 text-center text-soft">
    {source.status === "syncing"
      ? "Its tables are being read for the first time."
      : "Its tables could not be read yet. Check the connection, then sync."}
  </p>
);

function GraphView({ source, focus }: { source: VersionedSource; focus: string | undefined }) {
  const navigate = useNavigate({ from: "/sources/$sourceId" });
  const tables = useQuery(tablesQuery(source.id, source.version));
  if (tables.isError) return <ErrorPanel error={tables.error} />;
  const drawing = <p className="grid h-full place-items-center text-soft">Drawing…</p>;
  return (
    <section aria-label="Schema graph" className="card h-[calc(100dvh-19rem)] min-h-96 overflow-hidden">
      {tables.data === undefined ? (
        drawing
      ) : (
        <Suspense fallback={drawing}>
          <SchemaGraph
            sourceId={source.id}
            version={source.version}
            tables={tables.data.items}
            focus={tables.data.items.some(({ name }) => name === focus) ? focus : undefined}
            onFocus={(name) =>
              void navigate({
                search: name === undefined ? { view: "graph" } : { view: "graph", table: name },
                replace: true,
                resetScroll: false,
              })
            }
          />
        </Suspense>
      )}
    </section>
  );
}

function TablesView({ source, wanted }: { source: VersionedSource; wanted: string | undefined }) {
  const tables = useQuery(tablesQuery(source.id, source.version));
  if (tables.isError) return <ErrorPanel error={tables.error} />;
  if (tables.data === undefined) return null;
  const { items } = tables.data;
  const current = items.find(({ name }) => name === wanted) ?? items[0];
  return (
    <div className="grid min-w-0 gap-7 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <aside className="grid content-start gap-5">
        <TableBrowser sourceId={source.id} tables={items} current={current?.name} />
      </aside>
      <div className="grid min-w-0 content-start gap-7">
        {current === undefined ? (
          <p className="card px-6 py-12 text-center text-soft">
            {source.connection === null
              ? "This source holds no table."
              : "No table was found. The user may lack the right to read any."}
          </p>
        ) : (
          <OneTable key={current.name} source={source} name={current.name} />
        )}
        {source.kind === "files" && source.files.length > 0 ? <Files source={source} /> : null}
      </div>
    </div>
  );
}

function OneTable({ source, name }: { source: VersionedSource; name: string }) {
  const table = useQuery(tableQuery(source.id, source.version, name));
  if (table.isError) return <ErrorPanel error={table.error} />;
  return table.data === undefined ? null : <TableView source={source} table={table.data} />;
}

/** The form for reading a file again offers each column's type, so it needs the whole catalog. */
function Files({ source }: { source: VersionedSource }) {
  const catalog = useQuery(catalogQuery(source.id));
  return catalog.data === undefined ? null : <FileList source={source} catalog={catalog.data} />;
}
