import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { usage, usageQuery } from "./schema.ts";
import type { UsageService } from "./service.ts";

const REACHES = [
  { scope: "workspace", path: "/usage", permission: "usage.read", of: "this workspace" },
  { scope: "instance", path: "/instance/usage", permission: "instance.usage", of: "the whole server" },
] as const;

export function usageRoutes(app: ZodApp, service: UsageService): void {
  for (const { scope, path, permission, of } of REACHES) {
    app.get(
      path,
      {
        config: { permission },
        schema: {
          tags: ["usage"],
          summary: `What was asked in ${of}: how much, by whom, how fast, and what was not answered`,
          querystring: usageQuery,
          response: { 200: usage, default: errorBody },
        },
      },
      (request) => service.summary(request.identity, scope, request.query.days),
    );
  }
}
