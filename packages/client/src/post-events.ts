import { ApiError, type ErrorBody, errorBodyFrom } from "./api-error.ts";
import { parseEvents, type ServerEvent } from "./server-events.ts";

export interface PostEventsRequest {
  /** Such as "/api/v1/connections/test". */
  readonly path: string;
  readonly body?: unknown;
  readonly baseUrl?: string;
  readonly signal?: AbortSignal;
}

/** Sends a request that is answered with events, and yields them as they come; an "error" event is thrown. */
export async function* postEvents({
  path,
  body,
  baseUrl = "",
  signal,
}: PostEventsRequest): AsyncGenerator<ServerEvent> {
  const response = await fetch(`${baseUrl}${path}`, {
    method: "POST",
    credentials: "include",
    headers: { accept: "text/event-stream", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok || response.body === null) throw new ApiError(response.status, errorBodyFrom(await response.text()));
  for await (const event of parseEvents(response.body)) {
    // The server sends its error body as the last event when the status line is long gone.
    if (event.event === "error") throw new ApiError(STREAM_FAILED, event.data as ErrorBody);
    yield event;
  }
}

/** The answer had begun with 200; what went wrong is in the body. */
const STREAM_FAILED = 502;
