import { formatCount } from "@parlance/ui";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX, LoaderCircle } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import { type Sync, syncsQuery } from "../api/syncs.ts";
import { whenWords } from "./sync-words.ts";

const CAUSES: Readonly<Record<Sync["cause"], string>> = {
  created: "when it was connected",
  person: "asked for",
  schedule: "on schedule",
};
const FACES = {
  done: { icon: CircleCheck, look: "text-accent" },
  failed: { icon: CircleX, look: "text-bad" },
  running: { icon: LoaderCircle, look: "text-soft animate-spin motion-reduce:animate-none" },
} as const;

/** What the last syncs found. */
export function SyncHistory({ sourceId }: { sourceId: string }) {
  const syncs = useQuery(syncsQuery(sourceId));
  if (syncs.isError) return <ErrorPanel error={syncs.error} />;
  return (
    <section aria-labelledby="history" className="grid gap-3">
      <h2 id="history" className="font-medium">
        Last syncs
      </h2>
      <ol className="card divide-y divide-line overflow-hidden">
        {syncs.data?.items.map((sync) => {
          const { icon: Icon, look } = FACES[sync.state];
          return (
            <li key={sync.id} className="grid grid-cols-[auto_1fr] gap-x-3 px-5 py-3 text-sm">
              <Icon size={17} aria-label={sync.state} className={`mt-0.5 ${look}`} />
              <div className="min-w-0">
                <p>{outcomeWords(sync)}</p>
                <p className="text-[13px] text-faint">
                  <time dateTime={sync.startedAt}>{whenWords(sync.startedAt, Date.now())}</time>, {CAUSES[sync.cause]}
                </p>
              </div>
            </li>
          );
        })}
        {syncs.data?.items.length === 0 ? <li className="px-5 py-3 text-sm text-soft">None yet.</li> : null}
      </ol>
    </section>
  );
}

function outcomeWords(sync: Sync): string {
  if (sync.state === "running") return "Running";
  if (sync.state === "failed") return sync.message ?? "Failed";
  const changes = [
    [sync.tablesAdded, "new"],
    [sync.tablesChanged, "changed"],
    [sync.tablesRemoved, "gone"],
  ] as const;
  const told = changes.filter(([count]) => count > 0).map(([count, word]) => `${formatCount(count)} ${word}`);
  const size = `${formatCount(sync.tableCount ?? 0)} tables, ${formatCount(sync.rowCount ?? 0)} rows`;
  if (sync.version === null) return `Nothing had changed: ${size}`;
  return told.length === 0 ? `New rows: ${size}` : `${size}; tables: ${told.join(", ")}`;
}
