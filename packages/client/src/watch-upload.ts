import { ApiError, errorBodyFrom } from "./api-error.ts";
import { parseEvents } from "./server-events.ts";

/** Mirrors the data of the "progress" events, which OpenAPI cannot describe. */
export interface UploadEvent {
  readonly phase: "receive" | "sniff" | "convert" | "profile" | "keys" | "index" | "done" | "failed";
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly table?: string;
}

export interface WatchRequest {
  readonly key: string;
  readonly baseUrl?: string;
  readonly signal?: AbortSignal;
}

/** What an upload is doing, until it ends. May be opened before the upload is sent. */
export async function* watchUpload({ key, baseUrl = "", signal }: WatchRequest): AsyncGenerator<UploadEvent> {
  const response = await fetch(`${baseUrl}/api/v1/uploads/${encodeURIComponent(key)}/events`, {
    credentials: "include",
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok || response.body === null) throw new ApiError(response.status, errorBodyFrom(await response.text()));
  // The only events of this address are "progress", with this data.
  for await (const { data } of parseEvents(response.body)) yield data as UploadEvent;
}
