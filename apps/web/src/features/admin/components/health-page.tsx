import { formatDuration } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type Operations, operationsQuery } from "../api/operations.ts";
import { When } from "./when.tsx";

const PARTS = { database: "Product database", worker: "Query workers", storage: "File storage" } as const;
const KINDS = { query: "Query workers", source: "Source processes" } as const;
const STATES = { syncing: "is being synced", error: "fails", disconnected: "is not connected" } as const;

/** How the server, its sources and its jobs are doing; looked at again every 15 seconds. */
export function HealthPage() {
  const { data, error, isError } = useQuery(operationsQuery);
  if (isError) return <ErrorPanel error={error} />;
  if (data === undefined) return <div aria-hidden className="h-40 animate-pulse rounded-card bg-sunken" />;
  return (
    <div className="grid gap-6">
      <p role="status" className={data.status === "ok" ? "text-accent" : "text-warn"}>
        {data.status === "ok" ? "Everything works." : "Something does not work as it should."}
        <span className="text-soft">
          {" "}
          Parlance {data.version}, up for {spanOf(data.uptimeMs)}.
        </span>
      </p>
      <Parts health={data} />
      <Processes health={data} />
      <TroubledSources health={data} />
      <p className="text-sm text-soft">
        What runs in the background is under{" "}
        <Link to="/admin/$page" params={{ page: "jobs" }} className="text-accent underline">
          Jobs
        </Link>
        , what the server says of itself under{" "}
        <Link to="/admin/$page" params={{ page: "logs" }} className="text-accent underline">
          Logs
        </Link>
        .
      </p>
      <Orphans health={data} />
    </div>
  );
}

const MINUTE_MS = 60_000;

function spanOf(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes === 0) return "less than a minute";
  if (minutes < 60) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}

const Panel = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="card grid gap-3 px-5 py-4" aria-label={title}>
    <h2 className="font-medium">{title}</h2>
    {children}
  </section>
);

const Nothing = ({ children }: { children: ReactNode }) => <p className="text-sm text-soft">{children}</p>;

interface PartProps {
  readonly health: Operations;
}

function Parts({ health: { checks, plugins, longestBlockMs, droppedLogLines } }: PartProps) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    ...(["database", "worker", "storage"] as const).map(
      (part) =>
        [
          PARTS[part],
          <span key={part} className={checks[part] === "ok" ? "text-accent" : "text-bad"}>
            {checks[part] === "ok" ? "works" : "fails"}
          </span>,
        ] as const,
    ),
    [
      "Plugins",
      <span key="plugins">
        {plugins.running} running
        {plugins.notRunning === 0 ? null : (
          <>
            ,{" "}
            <Link to="/admin/$page" params={{ page: "plugins" }} className="text-warn underline">
              {plugins.notRunning} not
            </Link>
          </>
        )}
      </span>,
    ],
    ["Longest standstill", longestBlockMs === 0 ? "none" : formatDuration(longestBlockMs)],
    ["Log lines given up", String(droppedLogLines)],
  ];
  return (
    <Panel title="Parts">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

const Processes = ({ health: { processes } }: PartProps) => (
  <Panel title="Processes">
    <ul className="grid gap-1 text-sm">
      {processes.map(({ kind, running, spare, calls, starts, deaths }) => (
        <li key={kind}>
          {KINDS[kind]}: {running} running, {spare} spare, {calls} calls; {starts} started so far
          {deaths === 0 ? "." : <span className="text-warn">, {deaths} ended unasked.</span>}
        </li>
      ))}
    </ul>
  </Panel>
);

const TroubledSources = ({ health: { sources } }: PartProps) => (
  <Panel title="Sources">
    {sources.troubled.length === 0 ? (
      <Nothing>
        {sources.count === 1 ? "The one source is connected." : `All ${sources.count} sources are connected.`}
      </Nothing>
    ) : (
      <ul className="grid gap-2 text-sm">
        {sources.troubled.map(({ id, name, status, reason, since }) => (
          <li key={id}>
            <span className="font-medium">{name}</span> {STATES[status]} since <When at={since} />
            {reason === null ? null : <span className="block text-soft">{reason}</span>}
          </li>
        ))}
      </ul>
    )}
  </Panel>
);

function Orphans({ health: { orphans, upgradeBackups } }: PartProps) {
  if (orphans.length === 0 && upgradeBackups.length === 0) return null;
  return (
    <Panel title="Kept files">
      <ul className="grid gap-1 text-sm">
        {orphans.map(({ workspaceId, sourceId }) => (
          <li key={sourceId}>
            Unknown to the database since a restore:{" "}
            <code className="break-all text-[12px]">
              workspaces/{workspaceId}/sources/{sourceId}
            </code>
          </li>
        ))}
        {upgradeBackups.map((name) => (
          <li key={name}>
            Backup before an upgrade: <code className="break-all text-[12px]">backups/{name}</code>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
