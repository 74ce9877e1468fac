import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { connectorList, connectorParameter, urlBody, urlFields } from "./schema.ts";
import type { ConnectorService } from "./service.ts";

const tags = ["connections"];

export function connectorRoutes(app: ZodApp, connectors: ConnectorService): void {
  app.get(
    "/connectors",
    {
      // Whoever comes with database credentials alone has to choose one before being anybody.
      config: { permission: "public" },
      schema: {
        tags,
        summary: "Kinds of source that can be connected, with their settings",
        response: { 200: connectorList, default: errorBody },
      },
    },
    async () => ({ items: connectors.list(), nextCursor: null }),
  );
  app.post(
    "/connectors/:id/read-url",
    {
      config: { permission: "connection.test" },
      schema: {
        tags,
        summary: "Turn a pasted address into settings",
        description: "Nothing is stored and nothing is contacted.",
        params: connectorParameter,
        body: urlBody,
        response: { 200: urlFields, default: errorBody },
      },
    },
    async (request) => ({ config: { ...connectors.readUrl(request.params.id, request.body.url) } }),
  );
}
