import { ApiError, type ErrorBody, errorBodyFrom } from "./api-error.ts";
import type { components, paths } from "./generated/api.ts";
import { parseEvents } from "./server-events.ts";

type Schemas = components["schemas"];
type Cells = Schemas["ResultSummary"]["rows"];

/** What POST /ask streams, in this order; a repeated "sql" means the statement before it was replaced. */
export type AskEvents =
  /** The workspace runs as many questions as it may; this one is asked when `position` of them have ended. */
  | { readonly event: "waiting"; readonly data: { readonly position: number } }
  | { readonly event: "intent"; readonly data: { readonly intent: string } }
  /** A language model is being asked, which takes seconds. */
  | { readonly event: "model"; readonly data: { readonly provider: string; readonly model: string } }
  | {
      readonly event: "plan";
      readonly data: Pick<
        Schemas["Answer"],
        "verdict" | "confidence" | "explanation" | "assumptions" | "spans" | "alternatives"
      >;
    }
  | { readonly event: "sql"; readonly data: { readonly sql: string } }
  | {
      readonly event: "columns";
      readonly data: { readonly resultId: string; readonly columns: readonly Schemas["ResultColumn"][] };
    }
  | { readonly event: "rows"; readonly data: { readonly rows: Cells } }
  | { readonly event: "chart"; readonly data: Schemas["ChartSpec"] }
  | { readonly event: "answer"; readonly data: { readonly sentence: string } }
  | { readonly event: "insights"; readonly data: readonly Schemas["Insight"][] }
  | { readonly event: "done"; readonly data: Schemas["Answer"] }
  | { readonly event: "error"; readonly data: ErrorBody };

type AskBody = NonNullable<paths["/api/v1/ask"]["post"]["requestBody"]>["content"]["application/json"];

export interface AskStreamRequest {
  readonly body: AskBody;
  readonly baseUrl?: string;
  /** Names the query, so that DELETE /queries/{id} can cancel it from elsewhere. */
  readonly queryId?: string;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks and yields the events as they come. Leaving the loop or aborting the signal cancels the query. */
export async function* askStream(request: AskStreamRequest): AsyncGenerator<AskEvents> {
  const response = await fetch(`${request.baseUrl ?? ""}/api/v1/ask`, {
    method: "POST",
    credentials: "include",
    headers: {
      ...request.headers,
      "content-type": "application/json",
      accept: "text/event-stream",
      ...(request.queryId === undefined ? {} : { "x-query-id": request.queryId }),
    },
    body: JSON.stringify(request.body),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  });
  if (!response.ok || response.body === null) throw new ApiError(response.status, errorBodyFrom(await response.text()));
  // The server's own contract says which data comes with which event.
  for await (const event of parseEvents(response.body)) yield event as AskEvents;
}
