import { answerEitherWay } from "../../http/answer-either-way.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter, sourceBody } from "../../wire/source.ts";
import { syncHeaders, syncList, syncListQuery } from "./schema.ts";
import type { SyncService } from "./service.ts";

const tags = ["connections"];

export function syncRoutes(app: ZodApp, syncs: SyncService): void {
  app.post(
    "/sources/:id/sync",
    {
      config: { permission: "source.change" },
      schema: {
        tags,
        summary: "Bring a connected source up to date",
        description: `Starts a sync or joins the one under way. JSON when it is over, or with "Accept: text/event-stream"
the events progress ({phase, rows, tables, table?}) and done (the Source), or error. Closing the connection does not stop it.`,
        params: idParameter,
        headers: syncHeaders,
        response: { 200: sourceBody, default: errorBody },
      },
    },
    (request, reply) =>
      answerEitherWay(request, reply, (emit, signal) => syncs.sync(request.identity, request.params.id, emit, signal)),
  );
  app.get(
    "/sources/:id/syncs",
    {
      config: { permission: "source.read" },
      schema: {
        tags,
        summary: "History of a source's syncs, newest first",
        params: idParameter,
        querystring: syncListQuery,
        response: { 200: syncList, default: errorBody },
      },
    },
    (request) => syncs.list(request.identity, request.params.id, request.query),
  );
}
