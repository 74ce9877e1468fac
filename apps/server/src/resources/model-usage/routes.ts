import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { modelUsage, usageQuery } from "./schema.ts";
import type { ModelUsageService } from "./service.ts";

export function modelUsageRoutes(app: ZodApp, usage: ModelUsageService): void {
  app.get(
    "/usage/models",
    {
      config: { permission: "usage.read" },
      schema: {
        tags: ["models"],
        summary: "What models were asked in this workspace, and what that cost",
        querystring: usageQuery,
        response: { 200: modelUsage, default: errorBody },
      },
    },
    (request) => usage.summary(request.identity, request.query.days),
  );
}
