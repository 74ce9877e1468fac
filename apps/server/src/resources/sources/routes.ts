import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter, sourceBody } from "../../wire/source.ts";
import type { WorkspaceService } from "../workspaces/service.ts";
import { listQuery, sourceList, sourcePatch } from "./schema.ts";
import type { SourceService } from "./service.ts";

const tags = ["sources"];

export function sourceRoutes(app: ZodApp, sources: SourceService, workspaces: WorkspaceService): void {
  app.get(
    "/workspaces/:id/sources",
    {
      config: { permission: "source.read" },
      schema: {
        tags,
        summary: "Sources of a workspace",
        params: idParameter,
        querystring: listQuery,
        response: { 200: sourceList, default: errorBody },
      },
    },
    async (request) =>
      sources.list(request.identity, await workspaces.resolve(request.identity, request.params.id), request.query),
  );
  app.get(
    "/sources/:id",
    {
      config: { permission: "source.read" },
      schema: { tags, summary: "One source", params: idParameter, response: { 200: sourceBody, default: errorBody } },
    },
    async (request, reply) => {
      const { body, etag } = await sources.read(request.identity, request.params.id);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.patch(
    "/sources/:id",
    {
      config: { permission: "source.change" },
      schema: {
        tags,
        summary: "Rename, reconnect or reschedule a source",
        params: idParameter,
        headers: z.object({ "if-match": z.string().optional() }),
        body: sourcePatch,
        response: { 200: sourceBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const ifMatch = request.headers["if-match"];
      const { body, etag } = await sources.change(request.identity, request.params.id, request.body, ifMatch);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.delete(
    "/sources/:id",
    {
      config: { permission: "source.delete" },
      schema: {
        tags,
        summary: "Delete a source with its files and credentials",
        params: idParameter,
        response: { 204: z.undefined().describe("Gone."), default: errorBody },
      },
    },
    async (request, reply) => {
      await sources.remove(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
}
