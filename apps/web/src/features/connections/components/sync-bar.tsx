import { Button } from "@parlance/ui";
import { RefreshCw } from "lucide-react";
import { ErrorPanel } from "../../../components/error-panel.tsx";
import type { Source } from "../../../http/api-types.ts";
import { useMay } from "../../workspaces/api/rights.ts";
import { useSync } from "../api/use-sync.ts";
import { progressWords, whenWords } from "./sync-words.ts";

/** When a connected source was last read, and the means to do it now. */
export function SyncBar({ source }: { source: Source }) {
  const { progress, problem, start } = useSync(source);
  const mayChange = useMay("source.change");
  const { connection } = source;
  if (connection === null) return null;
  const isBroken = source.status === "error" || source.status === "disconnected";
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-sunken px-4 py-2.5 text-sm">
        {progress === null ? (
          <p className="flex-1 text-soft">
            {connection.syncedAt === null ? "Never read" : `Read ${whenWords(connection.syncedAt, Date.now())}`}
            <span>
              {" · "}
              {connection.nextSyncAt === null
                ? "again only when you ask"
                : `again ${whenWords(connection.nextSyncAt, Date.now())}`}
            </span>
          </p>
        ) : (
          <div className="grid min-w-40 flex-1 gap-1.5" role="status">
            <p className="text-soft">{progressWords(progress)}</p>
            <span aria-hidden className="h-1 w-full overflow-hidden rounded-full bg-line">
              <span className="block h-full w-2/5 animate-pulse-bar rounded-full bg-accent" />
            </span>
          </div>
        )}
        {mayChange ? (
          <Button size="small" disabled={progress !== null} onClick={start}>
            <RefreshCw
              size={14}
              aria-hidden
              className={progress === null ? "" : "animate-spin motion-reduce:animate-none"}
            />
            {progress === null ? "Sync now" : "Syncing"}
          </Button>
        ) : null}
      </div>
      {problem !== null ? (
        <ErrorPanel problem={problem} />
      ) : isBroken && progress === null ? (
        <p role="alert" className="rounded-card border border-bad/30 bg-bad-wash px-4 py-3 text-sm">
          {source.statusReason ?? "The last sync failed."}
        </p>
      ) : null}
    </div>
  );
}
