import { type components, postEvents } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../../http/api.ts";
import { renewedStream } from "../../../http/session.ts";

export type Sync = components["schemas"]["Sync"];

export interface SyncProgress {
  readonly phase: string;
  readonly rows: number;
  readonly tables: number;
  readonly table?: string;
}

/** Starts a sync or joins the one under way; resolves when it is over. */
export async function followSync(
  sourceId: string,
  onProgress: (progress: SyncProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = `/api/v1/sources/${encodeURIComponent(sourceId)}/sync`;
  for await (const { event, data } of renewedStream(() => postEvents({ path, signal }))) {
    // The contract of this address: "progress" carries these figures.
    if (event === "progress") onProgress(data as SyncProgress);
  }
}

export const syncsQuery = (sourceId: string) =>
  queryOptions({
    queryKey: ["syncs", sourceId],
    queryFn: ({ signal }) =>
      bodyOf(
        api.GET("/api/v1/sources/{id}/syncs", { params: { path: { id: sourceId }, query: { limit: 20 } }, signal }),
      ),
  });
