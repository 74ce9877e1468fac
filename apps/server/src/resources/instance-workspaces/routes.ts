import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { instanceWorkspacePage, instanceWorkspaceQuery } from "./schema.ts";
import type { InstanceWorkspaceService } from "./service.ts";

export function instanceWorkspaceRoutes(app: ZodApp, workspaces: InstanceWorkspaceService): void {
  app.get(
    "/instance/workspaces",
    {
      config: { permission: "instance.workspaces" },
      schema: {
        tags: ["administration"],
        summary: "Every workspace, newest first, with how much is in it",
        querystring: instanceWorkspaceQuery,
        response: { 200: instanceWorkspacePage, default: errorBody },
      },
    },
    (request) => workspaces.list(request.query),
  );
}
