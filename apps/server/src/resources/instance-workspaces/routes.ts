import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import {
  instanceWorkspace,
  instanceWorkspaceChange,
  instanceWorkspacePage,
  instanceWorkspaceParameter,
  instanceWorkspaceQuery,
} from "./schema.ts";
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
  app.patch(
    "/instance/workspaces/:workspaceId",
    {
      config: { permission: "instance.workspaces", audit: false },
      schema: {
        tags: ["administration"],
        summary: "Give a workspace more room, or less",
        params: instanceWorkspaceParameter,
        body: instanceWorkspaceChange,
        response: { 200: instanceWorkspace, default: errorBody },
      },
    },
    (request) => workspaces.change(request.identity, request.params.workspaceId, request.body),
  );
}
