import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import {
  workspaceBody,
  workspaceCreate,
  workspaceDelete,
  workspaceList,
  workspacePatch,
  workspaceTransfer,
} from "./schema.ts";
import type { WorkspaceService } from "./service.ts";
import type { TeamService } from "./team-service.ts";

const tags = ["workspaces"];
const gone = z.undefined().describe("Gone.");
const response = { 200: workspaceBody, default: errorBody };

export function workspaceRoutes(app: ZodApp, workspaces: WorkspaceService, teams: TeamService): void {
  app.get(
    "/workspaces",
    {
      config: { permission: "workspace.list" },
      schema: {
        tags,
        summary: "Workspaces you can see: yours, the active one first, and the demos",
        response: { 200: workspaceList, default: errorBody },
      },
    },
    async (request) => ({ items: await workspaces.list(request.identity), nextCursor: null }),
  );
  app.post(
    "/workspaces",
    {
      config: { permission: "account.change", audit: false },
      schema: {
        tags,
        summary: "Make a workspace",
        description: "You are its owner, and it becomes the active one of this session.",
        body: workspaceCreate,
        response: { 201: workspaceBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body, etag } = await teams.create(request.identity, request.body);
      return reply.header("etag", etag).code(201).send(body);
    },
  );
  app.patch(
    "/workspaces/:id",
    {
      config: { permission: "workspace.change", audit: false },
      schema: {
        tags,
        summary: "Rename or describe the active workspace",
        params: idParameter,
        headers: z.object({ "if-match": z.string().optional() }),
        body: workspacePatch,
        response,
      },
    },
    async (request, reply) => {
      const { params, headers, identity } = request;
      const { body, etag } = await teams.change(identity, params.id, request.body, headers["if-match"]);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.delete(
    "/workspaces/:id",
    {
      config: { permission: "workspace.delete", audit: false },
      schema: {
        tags,
        summary: "Delete the active workspace with everything in it",
        description:
          "Sources with their files, conversations, saved answers, knowledge, keys and members. It cannot be undone.",
        params: idParameter,
        body: workspaceDelete,
        response: { 204: gone, default: errorBody },
      },
    },
    async (request, reply) => {
      await teams.remove(request.identity, request.params.id, request.body.name);
      return reply.code(204).send();
    },
  );
  membershipRoutes(app, teams);
}

/** What a person does about their own place in a workspace. */
function membershipRoutes(app: ZodApp, teams: TeamService): void {
  app.post(
    "/workspaces/:id/activate",
    {
      config: { permission: "account.change" },
      schema: {
        tags,
        summary: "Go to another of your workspaces",
        description: "Requests of this session are about it from now on.",
        params: idParameter,
        response,
      },
    },
    async (request, reply) => {
      const { body, etag } = await teams.activate(request.identity, request.params.id);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.post(
    "/workspaces/:id/leave",
    {
      config: { permission: "account.change", audit: false },
      schema: {
        tags,
        summary: "Leave a workspace",
        description: "What you made stays there. The last owner cannot leave.",
        params: idParameter,
        response: { 204: gone, default: errorBody },
      },
    },
    async (request, reply) => {
      await teams.leave(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
  app.post(
    "/workspaces/:id/transfer",
    {
      config: { permission: "workspace.delete", audit: false },
      schema: {
        tags,
        summary: "Make another member the owner of the active workspace",
        description: "You stay in it as an admin.",
        params: idParameter,
        body: workspaceTransfer,
        response,
      },
    },
    async (request, reply) => {
      const { body, etag } = await teams.transfer(request.identity, request.params.id, request.body.userId);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
}
