import { z } from "zod";
import { answerEitherWay } from "../../http/answer-either-way.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { sourceBody } from "../../wire/source.ts";
import type { WorkspaceService } from "../workspaces/service.ts";
import { connectionCreate, connectionTest, createHeaders, testAnswer } from "./schema.ts";
import type { ConnectionService } from "./service.ts";

const tags = ["connections"];

export function connectionRoutes(app: ZodApp, connections: ConnectionService, workspaces: WorkspaceService): void {
  app.post(
    "/sources",
    {
      config: { permission: "connection.create" },
      schema: {
        tags,
        summary: "Connect a source",
        description: `Saves the connection and starts its first sync: POST /sources/{id}/sync joins it. Uploads make their
sources with POST /workspaces/{id}/sources.`,
        headers: createHeaders,
        body: connectionCreate,
        response: { 201: sourceBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const workspaceId = workspaces.resolveWritable(request.identity, request.body.workspaceId);
      const source = await connections.create(workspaceId, request.body, request.headers["idempotency-key"]);
      return reply.code(201).send(source);
    },
  );
  app.post(
    "/connections/test",
    {
      config: { permission: "connection.test" },
      schema: {
        tags,
        summary: "Try settings before saving them",
        description: `JSON with the steps taken, or with "Accept: text/event-stream" an event step (a ProbeStep) whenever one
begins or ends, then done, or error. Nothing is stored.`,
        headers: z.object({ accept: z.string().optional() }),
        body: connectionTest,
        response: { 200: testAnswer, default: errorBody },
      },
    },
    (request, reply) =>
      answerEitherWay(request, reply, async (emit, signal) => {
        const steps = await connections.test(request.identity, request.body, (step) => emit("step", step), signal);
        emit("done", { steps });
        return { steps };
      }),
  );
}
