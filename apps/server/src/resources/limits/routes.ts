import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { limitsBody, limitsChange } from "./schema.ts";
import type { LimitService } from "./service.ts";

const tags = ["workspaces"];

export function limitRoutes(app: ZodApp, limits: LimitService): void {
  app.get(
    "/limits",
    {
      config: { permission: "workspace.read" },
      schema: {
        tags,
        summary: "What this workspace may store and spend, and how much of it is used",
        response: { 200: limitsBody, default: errorBody },
      },
    },
    (request) => limits.read(request.identity),
  );
  app.patch(
    "/limits",
    {
      config: { permission: "limit.change" },
      schema: {
        tags,
        summary: "Change the limits of this workspace, or of one of its members",
        description: "More than the server grants can be given by those who look after the server.",
        body: limitsChange,
        response: { 200: limitsBody, default: errorBody },
      },
    },
    (request) => limits.change(request.identity, request.body),
  );
}
