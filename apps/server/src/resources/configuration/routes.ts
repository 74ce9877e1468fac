import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { configurationBody, configurationChange, settingParameter } from "./schema.ts";
import type { ConfigurationService } from "./service.ts";

const tags = ["administration"];
const headers = z.object({ "if-match": z.string().optional() });

export function configurationRoutes(app: ZodApp, configuration: ConfigurationService): void {
  app.get(
    "/configuration",
    {
      config: { permission: "instance.config" },
      schema: {
        tags,
        summary: "Every setting of this server, with what said so",
        description: "Secrets are never sent; isSet says whether there is one.",
        response: { 200: configurationBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const body = await configuration.list(request.identity);
      return reply.header("etag", `"${body.revision}"`).code(200).send(body);
    },
  );
  app.patch(
    "/configuration",
    {
      config: { permission: "instance.config", audit: false },
      schema: {
        tags,
        summary: "Override settings while the server runs",
        description: `Counts on every instance within seconds and stays over restarts. Only live settings can be overridden. Send
the revision as ETag in If-Match to be told when somebody else changed something.`,
        headers,
        body: configurationChange,
        response: { 200: configurationBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const ifMatch = request.headers["if-match"];
      const body = await configuration.change(request.identity, request.body.changes, ifMatch);
      return reply.header("etag", `"${body.revision}"`).code(200).send(body);
    },
  );
  app.delete(
    "/configuration/:key",
    {
      config: { permission: "instance.config", audit: false },
      schema: {
        tags,
        summary: "Reset a setting to what the server was started with",
        params: settingParameter,
        headers,
        response: { 204: z.undefined().describe("Reset."), default: errorBody },
      },
    },
    async (request, reply) => {
      await configuration.reset(request.identity, request.params.key, request.headers["if-match"]);
      return reply.code(204).send();
    },
  );
}
