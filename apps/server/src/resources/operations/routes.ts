import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { operationsBody } from "./schema.ts";
import type { OperationsService } from "./service.ts";

export function operationsRoutes(app: ZodApp, operations: OperationsService): void {
  app.get(
    "/instance/operations",
    {
      config: { permission: "instance.operations" },
      schema: {
        tags: ["operations"],
        summary: "How the server, its sources and its jobs are doing",
        response: { 200: operationsBody, default: errorBody },
      },
    },
    (request) => operations.read(request.identity),
  );
}
