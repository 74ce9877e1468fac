import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import { apiKeyCreate, apiKeyCreated, apiKeyList, apiKeyQuery } from "./schema.ts";
import type { ApiKeyService } from "./service.ts";

const tags = ["api keys"];

export function apiKeyRoutes(app: ZodApp, apiKeys: ApiKeyService): void {
  app.get(
    "/api-keys",
    {
      config: { permission: "apiKey.read" },
      schema: {
        tags,
        summary: "API keys of this workspace: your own, and those of others for admins",
        querystring: apiKeyQuery,
        response: { 200: apiKeyList, default: errorBody },
      },
    },
    (request) => apiKeys.list(request.identity, request.query),
  );
  app.post(
    "/api-keys",
    {
      config: { permission: "apiKey.change", audit: false },
      schema: {
        tags,
        summary: "Make an API key",
        description: `It acts for you in the active workspace and is never more than your role there is at the time. Programs send it
as "Authorization: Bearer plk_..."; it is accepted nowhere else.`,
        body: apiKeyCreate,
        response: { 201: apiKeyCreated, default: errorBody },
      },
    },
    async (request, reply) => reply.code(201).send(await apiKeys.create(request.identity, request.body)),
  );
  app.delete(
    "/api-keys/:id",
    {
      config: { permission: "apiKey.change", audit: false },
      schema: {
        tags,
        summary: "Revoke an API key",
        description: "It counts for nothing from now on; what it is doing ends. Admins revoke anybody's.",
        params: idParameter,
        response: { 204: z.undefined().describe("Revoked."), default: errorBody },
      },
    },
    async (request, reply) => {
      await apiKeys.revoke(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
}
