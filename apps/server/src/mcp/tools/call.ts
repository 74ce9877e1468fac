import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { ServerNotification, ServerRequest } from "@modelcontextprotocol/sdk/types.js";
import type { AppError } from "@parlance/core";
import type { Desk, Report } from "../desk.ts";

export type CallExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** One call of a tool: who is served, how to tell of progress, and when to stop. */
export interface Call {
  readonly desk: Desk;
  readonly report: Report;
  readonly signal: AbortSignal;
  /** Told of every failure, for the log. */
  readonly failed: (error: AppError) => void;
}

/** Makes a call of what the protocol hands to a tool. */
export type OpenCall = (extra: CallExtra) => Call;

/** Progress is only told to who asked for it. It counts steps, since nobody knows how many there will be. */
export function reportTo({ _meta, sendNotification }: CallExtra): Report {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  let progress = 0;
  return (message) => {
    progress++;
    const sent = sendNotification({ method: "notifications/progress", params: { progressToken, progress, message } });
    // Whoever has left misses the news and nothing else.
    sent.catch(() => undefined);
  };
}
