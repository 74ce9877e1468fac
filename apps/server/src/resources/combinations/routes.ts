import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter, sourceBody } from "../../wire/source.ts";
import type { WorkspaceService } from "../workspaces/service.ts";
import { changeHeaders, combinationBody, combinationChange, combinationCreate, createHeaders } from "./schema.ts";
import type { CombinationService } from "./service.ts";

const tags = ["combinations"];

export function combinationRoutes(app: ZodApp, combinations: CombinationService, workspaces: WorkspaceService): void {
  app.post(
    "/combinations",
    {
      config: { permission: "source.create" },
      schema: {
        tags,
        summary: "Combine sources, so that one question can read them all",
        description: `Makes a source whose tables are those of its members. Nothing is copied: each question has every member
send what the question needs of it, and joins the parts here.`,
        headers: createHeaders,
        body: combinationCreate,
        response: { 201: sourceBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const workspaceId = await workspaces.resolveWritable(request.identity, request.body.workspaceId);
      const key = request.headers["idempotency-key"];
      return reply.code(201).send(await combinations.create(request.identity, workspaceId, request.body, key));
    },
  );
  app.get(
    "/combinations/:id",
    {
      config: { permission: "source.read" },
      schema: {
        tags,
        summary: "What a combined source is made of, and how its parts are joined",
        params: idParameter,
        response: { 200: combinationBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body, etag } = await combinations.read(request.identity, request.params.id);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.put(
    "/combinations/:id",
    {
      config: { permission: "source.change" },
      schema: {
        tags,
        summary: "Choose other members or joins",
        params: idParameter,
        headers: changeHeaders,
        body: combinationChange,
        response: { 200: combinationBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const { identity, params, headers } = request;
      const { body, etag } = await combinations.change(identity, params.id, request.body, headers["if-match"]);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
}
