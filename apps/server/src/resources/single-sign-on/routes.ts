import { isAppError } from "@parlance/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type AnonymousBrowsers, forgetAnonymous } from "../../accounts/anonymous-browsers.ts";
import { arrivalOf } from "../../accounts/arrival.ts";
import { setSessionCookies } from "../../accounts/session-cookies.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { FLOW_MS } from "./flows.ts";
import {
  callbackQuery,
  confirmation,
  linkBody,
  linkedProviders,
  providerParameter,
  startBody,
  started,
} from "./schema.ts";
import type { Returned, SingleSignOnService } from "./service.ts";

const tags = ["accounts"];
const PATH = "/api/v1/auth/single-sign-on";
const FINISH_PAGE = "/sign-in";

export function singleSignOnRoutes(app: ZodApp, sso: SingleSignOnService, anonymous: AnonymousBrowsers): void {
  app.post(
    "/auth/single-sign-on/:providerId",
    {
      config: { permission: "public", limit: "auth" },
      schema: {
        tags,
        summary: "Begin to sign in with an OpenID provider",
        description: "GET /auth/me lists the providers there are.",
        params: providerParameter,
        body: startBody,
        response: { 200: started, default: errorBody },
      },
    },
    async (request, reply) => {
      const { authorizeUrl, browserSecret } = await sso.start(request.params.providerId, request.body, null);
      setFlowCookie(request, reply, browserSecret);
      return { authorizeUrl };
    },
  );
  app.get(
    "/auth/single-sign-on/:providerId/callback",
    {
      config: { permission: "public", limit: "auth" },
      schema: { hide: true, params: providerParameter, querystring: callbackQuery },
    },
    async (request, reply) => {
      try {
        const { state } = request.query;
        const before = await arrivalOf(request, anonymous, true);
        const returned = await sso.finish(
          {
            providerId: request.params.providerId,
            search: new URL(request.url, "http://any.invalid").search,
            state: typeof state === "string" ? state : undefined,
            browserSecret: request.cookies[flowCookie(request)],
            caller: request.caller,
          },
          before,
        );
        return await onward(request, reply, returned);
      } catch (error) {
        // People in a browser are brought back to the page they began on; programs get the error as it is.
        if (!isAppError(error) || !(request.headers.accept ?? "").includes("text/html")) throw error;
        return reply.redirect(`${FINISH_PAGE}#problem=${encodeURIComponent(error.code)}`, 303);
      }
    },
  );
  app.get(
    "/account/single-sign-on",
    {
      config: { permission: "account.read" },
      schema: {
        tags,
        summary: "Providers that the caller can sign in with",
        response: { 200: linkedProviders, default: errorBody },
      },
    },
    (request) => sso.linked(request.identity),
  );
  app.post(
    "/account/single-sign-on/:providerId",
    {
      config: { permission: "account.change", limit: "auth", audit: false },
      schema: {
        tags,
        summary: "Begin to add a provider to one's account",
        description:
          "Whoever asks shows once more who they are: by the password, or without one by having signed in just now.",
        params: providerParameter,
        body: linkBody,
        response: { 200: started, default: errorBody },
      },
    },
    async (request, reply) => {
      const { identity, params, body, ip } = request;
      await sso.confirm(identity, body.password, ip);
      const { authorizeUrl, browserSecret } = await sso.start(
        params.providerId,
        { ...body, keepData: false },
        identity,
      );
      setFlowCookie(request, reply, browserSecret);
      return { authorizeUrl };
    },
  );
  app.delete(
    "/account/single-sign-on/:providerId",
    {
      config: { permission: "account.change", limit: "auth", audit: false },
      schema: {
        tags,
        summary: "Take a provider from one's account",
        description: "Whoever asks shows once more who they are, as for adding one.",
        params: providerParameter,
        body: confirmation,
        response: { 204: z.undefined().describe("Taken away."), default: errorBody },
      },
    },
    async (request, reply) => {
      await sso.confirm(request.identity, request.body?.password, request.ip);
      await sso.unlink(request.identity, request.params.providerId);
      return reply.code(204).send();
    },
  );
}

async function onward(request: FastifyRequest, reply: FastifyReply, returned: Returned): Promise<FastifyReply> {
  reply.clearCookie(flowCookie(request), { path: PATH });
  if (returned.kind === "secondFactor") {
    const { ticket, next, keepData } = returned;
    const fragment = new URLSearchParams({ ticket, next, keepData: String(keepData) });
    return reply.redirect(`${FINISH_PAGE}#${fragment}`, 303);
  }
  if (returned.kind === "signedIn") {
    setSessionCookies(request, reply, returned.session);
    if (returned.keepData) forgetAnonymous(reply);
  }
  return reply.redirect(returned.next, 303);
}

const flowCookie = ({ protocol }: FastifyRequest): string =>
  protocol === "https" ? "__Secure-parlance_sso" : "parlance_sso";

function setFlowCookie(request: FastifyRequest, reply: FastifyReply, secret: string): void {
  reply.setCookie(flowCookie(request), secret, {
    path: PATH,
    httpOnly: true,
    // The way back comes from the provider's site.
    sameSite: "lax",
    secure: request.protocol === "https",
    maxAge: FLOW_MS / 1_000,
  });
}
