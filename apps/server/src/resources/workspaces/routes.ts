import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { workspaceList } from "./schema.ts";
import type { WorkspaceService } from "./service.ts";

export function workspaceRoutes(app: ZodApp, workspaces: WorkspaceService): void {
  app.get(
    "/workspaces",
    {
      config: { permission: "workspace.read" },
      schema: {
        tags: ["workspaces"],
        summary: "Workspaces this browser can see",
        response: { 200: workspaceList, default: errorBody },
      },
    },
    async (request) => ({ items: await workspaces.list(request.identity), nextCursor: null }),
  );
}
