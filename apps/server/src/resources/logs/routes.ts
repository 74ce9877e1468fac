import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { logList, logQuery } from "./schema.ts";
import type { LogService } from "./service.ts";

export function logRoutes(app: ZodApp, logs: LogService): void {
  app.get(
    "/instance/logs",
    {
      // Looking at the log every few seconds must not fill it.
      logLevel: "warn",
      config: { permission: "instance.operations" },
      schema: {
        tags: ["operations"],
        summary: "The latest lines of the log, of every instance",
        description: "Each instance keeps its latest 2,000 lines in memory; they have lost their secrets before.",
        querystring: logQuery,
        response: { 200: logList, default: errorBody },
      },
    },
    (request) => logs.list(request.identity, request.query),
  );
}
