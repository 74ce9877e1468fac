import { z } from "zod";
import { PICTURE_BYTES } from "../../accounts/picture.ts";
import { attachment } from "../../http/attachment.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { afterNewPassword } from "../auth/recovery-schema.ts";
import type { LeavingService } from "./leaving-service.ts";
import {
  accountBody,
  accountPatch,
  deletionBody,
  deletionPreview,
  emailChange,
  endedSessions,
  passwordChange,
  sessionList,
  sessionParameter,
} from "./schema.ts";
import type { AccountService } from "./service.ts";

const tags = ["accounts"];
const gone = z.undefined().describe("Gone.");
const reading = { permission: "account.read" } as const;
const changing = { permission: "account.change" } as const;

export function accountRoutes(app: ZodApp, accounts: AccountService, leaving: LeavingService): void {
  app.get(
    "/account",
    {
      config: reading,
      schema: { tags, summary: "One's own account", response: { 200: accountBody, default: errorBody } },
    },
    async (request, reply) => {
      const body = await accounts.read(request.identity);
      return reply.header("etag", `"${body.revision}"`).code(200).send(body);
    },
  );
  app.patch(
    "/account",
    {
      config: changing,
      schema: {
        tags,
        summary: "Change one's name",
        headers: z.object({ "if-match": z.string().optional() }),
        body: accountPatch,
        response: { 200: accountBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const body = await accounts.change(request.identity, request.body.name, request.headers["if-match"]);
      return reply.header("etag", `"${body.revision}"`).code(200).send(body);
    },
  );
  app.post(
    "/account/password",
    {
      config: { ...changing, limit: "auth", audit: "account.change-password" },
      schema: {
        tags,
        summary: "Choose a new password",
        description: "Ends every other session.",
        body: passwordChange,
        response: { 200: afterNewPassword, default: errorBody },
      },
    },
    (request) => accounts.changePassword(request.identity, request.body, request.ip),
  );
  app.post(
    "/account/email",
    {
      config: { ...changing, limit: "auth", audit: "account.request-email-change" },
      schema: {
        tags,
        summary: "Ask for another e-mail address",
        description: "A letter goes to the new address; it counts from when its link is opened.",
        body: emailChange,
        response: { 204: z.undefined().describe("A letter is on its way."), default: errorBody },
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      await accounts.changeEmail(request.identity, email, password, request.ip);
      return reply.code(204).send();
    },
  );
  avatarRoutes(app, accounts);
  sessionRoutes(app, accounts);
  leavingRoutes(app, leaving);
}

function avatarRoutes(app: ZodApp, accounts: AccountService): void {
  app.register(async (scope) => {
    // Whatever it is called, it is read for what it is.
    for (const type of ["image/png", "image/jpeg", "image/webp", "application/octet-stream"])
      scope.addContentTypeParser(type, { parseAs: "buffer" }, (_request, body, done) => done(null, body));
    scope.put(
      "/account/avatar",
      {
        config: changing,
        bodyLimit: PICTURE_BYTES,
        schema: {
          tags,
          summary: "Set one's picture",
          description: "The body is the picture: PNG, JPEG or WebP, at most 1 MB and 4096 pixels a side.",
          consumes: ["image/png", "image/jpeg", "image/webp"],
          response: { 200: accountBody, default: errorBody },
        },
      },
      (request) => accounts.setAvatar(request.identity, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)),
    );
  });
  app.get(
    "/account/avatar",
    {
      config: reading,
      schema: {
        tags,
        summary: "One's picture",
        response: { 200: z.unknown().describe("The picture."), default: errorBody },
      },
    },
    async (request, reply) => {
      const { type, bytes } = await accounts.avatar(request.identity);
      return reply
        .header("content-disposition", attachment(`avatar.${type.slice("image/".length)}`))
        .header("cache-control", "private, max-age=86400")
        .type(type)
        .send(Buffer.from(bytes));
    },
  );
  app.delete(
    "/account/avatar",
    {
      config: changing,
      schema: { tags, summary: "Remove one's picture", response: { 204: gone, default: errorBody } },
    },
    async (request, reply) => {
      await accounts.removeAvatar(request.identity);
      return reply.code(204).send();
    },
  );
}

function sessionRoutes(app: ZodApp, accounts: AccountService): void {
  app.get(
    "/account/sessions",
    {
      config: reading,
      schema: {
        tags,
        summary: "Where one is signed in",
        response: { 200: sessionList, default: errorBody },
      },
    },
    async (request) => ({ items: await accounts.listSessions(request.identity), nextCursor: null }),
  );
  app.delete(
    "/account/sessions",
    {
      config: { ...changing, audit: "account.end-sessions" },
      schema: {
        tags,
        summary: "End all of one's sessions but this one",
        response: { 200: endedSessions, default: errorBody },
      },
    },
    async (request) => ({ ended: await accounts.endOtherSessions(request.identity) }),
  );
  app.delete(
    "/account/sessions/:sessionId",
    {
      config: { ...changing, audit: "account.end-session" },
      schema: {
        tags,
        summary: "End one of one's sessions",
        params: sessionParameter,
        response: { 204: gone, default: errorBody },
      },
    },
    async (request, reply) => {
      await accounts.endSession(request.identity, request.params.sessionId);
      return reply.code(204).send();
    },
  );
}

function leavingRoutes(app: ZodApp, leaving: LeavingService): void {
  app.get(
    "/account/export",
    {
      config: { ...reading, audit: "account.export" },
      schema: {
        tags,
        summary: "Everything kept about oneself",
        response: { 200: z.unknown().describe("A JSON file."), default: errorBody },
      },
    },
    (request, reply) =>
      reply
        .header("content-disposition", attachment("my-parlance-data.json"))
        .type("application/json; charset=utf-8")
        .send(leaving.export(request.identity)),
  );
  app.get(
    "/account/deletion",
    {
      config: reading,
      schema: {
        tags,
        summary: "What would go with one's account",
        response: { 200: deletionPreview, default: errorBody },
      },
    },
    (request) => leaving.preview(request.identity),
  );
  app.post(
    "/account/deletion",
    {
      config: { ...changing, limit: "auth", audit: false },
      schema: {
        tags,
        summary: "Delete one's account",
        description: `Workspaces that nobody else owns go with it and have to be named; hand them over to keep them. What was shared with
others stays with them.`,
        body: deletionBody,
        response: { 204: gone, default: errorBody },
      },
    },
    async (request, reply) => {
      await leaving.remove(request.identity, request.body, request.ip);
      return reply.code(204).send();
    },
  );
}
