import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import type { WorkspaceService } from "../workspaces/service.ts";
import {
  acceptAnswer,
  acceptBody,
  invitationCreate,
  invitationHeaders,
  invitationList,
  invitationMade,
  openInvitation,
} from "./schema.ts";
import type { InvitationService } from "./service.ts";

const tags = ["members"];

export function invitationRoutes(app: ZodApp, invitations: InvitationService, workspaces: WorkspaceService): void {
  invitingRoutes(app, invitations);
  invitedRoutes(app, invitations, workspaces);
}

function invitingRoutes(app: ZodApp, invitations: InvitationService): void {
  app.get(
    "/invitations",
    {
      config: { permission: "member.change" },
      schema: {
        tags,
        summary: "Invitations to the active workspace that wait for an answer",
        response: { 200: invitationList, default: errorBody },
      },
    },
    async (request) => ({ items: await invitations.list(request.identity), nextCursor: null }),
  );
  app.post(
    "/invitations",
    {
      config: { permission: "member.change", audit: false },
      schema: {
        tags,
        summary: "Invite somebody into the active workspace",
        description: `By mail, or with a link to pass on where this server sends none. It counts once, for seven days, for that address;
an earlier one to the same address stops counting.`,
        body: invitationCreate,
        response: { 201: invitationMade, default: errorBody },
      },
    },
    async (request, reply) => reply.code(201).send(await invitations.create(request.identity, request.body)),
  );
  app.post(
    "/invitations/:id/resend",
    {
      config: { permission: "member.change", audit: false },
      schema: {
        tags,
        summary: "Send an invitation again, for another seven days",
        params: idParameter,
        response: { 200: invitationMade, default: errorBody },
      },
    },
    (request) => invitations.resend(request.identity, request.params.id),
  );
  app.delete(
    "/invitations/:id",
    {
      config: { permission: "member.change", audit: false },
      schema: {
        tags,
        summary: "Take an invitation back",
        params: idParameter,
        response: { 204: z.undefined().describe("Gone."), default: errorBody },
      },
    },
    async (request, reply) => {
      await invitations.revoke(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
}

function invitedRoutes(app: ZodApp, invitations: InvitationService, workspaces: WorkspaceService): void {
  app.get(
    "/invitation",
    {
      config: { permission: "public" },
      schema: {
        tags,
        summary: "The invitation behind a link",
        headers: invitationHeaders,
        response: { 200: openInvitation, default: errorBody },
      },
    },
    (request) => invitations.open(request.headers["x-invitation-token"]),
  );
  app.post(
    "/invitations/accept",
    {
      config: { permission: "account.change", audit: false },
      schema: {
        tags,
        summary: "Accept an invitation, signed in with the address it was sent to",
        description: "The workspace becomes the active one of this session.",
        body: acceptBody,
        response: { 200: acceptAnswer, default: errorBody },
      },
    },
    async (request) => {
      const id = await invitations.accept(request.identity, request.body.token);
      return { workspace: await workspaces.own({ ...request.identity, workspaceId: id }, id) };
    },
  );
}
