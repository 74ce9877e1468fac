import { z } from "zod";
import type { AnonymousBrowsers } from "../../accounts/anonymous-browsers.ts";
import { forgetAnonymous } from "../../accounts/anonymous-browsers.ts";
import { arrivalOf } from "../../accounts/arrival.ts";
import { deviceOf } from "../../accounts/device.ts";
import { sessionAnswer } from "../../accounts/session-answer.ts";
import { clearSessionCookies, refreshCookieOf } from "../../accounts/session-cookies.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import type { MeService } from "./me-service.ts";
import { me, refreshBody, registerAnswer, registerBody, signedIn, signInAnswer, signInBody } from "./schema.ts";
import type { AuthService } from "./service.ts";

const tags = ["accounts"];
const config = { permission: "public" } as const;
/** Where somebody shows who they are. */
const proving = { ...config, limit: "auth" } as const;

export function authRoutes(app: ZodApp, auth: AuthService, whoami: MeService, anonymous: AnonymousBrowsers): void {
  app.get(
    "/auth/me",
    {
      config,
      schema: {
        tags,
        summary: "Who the caller is and what they can do",
        description: "Answers everybody. 401 only for a token that has to be renewed or counts no more.",
        response: { 200: me, default: errorBody },
      },
    },
    (request) => {
      if (request.refusal !== null) throw request.refusal;
      return whoami.tell(request);
    },
  );
  app.post(
    "/auth/register",
    {
      config: proving,
      schema: {
        tags,
        summary: "Make an account",
        description: `With an invitation: signed in at once. Without one, where registration is open: a letter goes to the address, and
the answer does not tell whether it had an account.`,
        body: registerBody,
        response: { 200: registerAnswer, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const begun = await auth.register(body, await arrivalOf(request, anonymous, body.keepData));
      if (begun === null) return { status: "mailSent" as const };
      if (body.keepData) forgetAnonymous(reply);
      return sessionAnswer(request, reply, begun.session, body.transport);
    },
  );
  app.post(
    "/auth/sign-in",
    {
      config: proving,
      schema: {
        tags,
        summary: "Sign in with e-mail address and password",
        body: signInBody,
        response: { 200: signInAnswer, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const result = await auth.signIn(body, await arrivalOf(request, anonymous, body.keepData));
      if ("ticket" in result) return { status: "secondFactorRequired" as const, ticket: result.ticket };
      if (body.keepData) forgetAnonymous(reply);
      return sessionAnswer(request, reply, result.session, body.transport);
    },
  );
  app.post(
    "/auth/refresh",
    {
      config,
      schema: {
        tags,
        summary: "Renew a session",
        description: "Each refresh token counts once; one that comes a second time ends its session everywhere.",
        body: refreshBody,
        response: { 200: signedIn, default: errorBody },
      },
    },
    async (request, reply) => {
      const { refreshToken } = request.body;
      try {
        const session = await auth.renew(refreshToken ?? refreshCookieOf(request), deviceOf(request));
        return sessionAnswer(request, reply, session, refreshToken === undefined ? "cookie" : "token");
      } catch (error) {
        // Whatever it was, the browser's cookies count no more or never did.
        if (refreshToken === undefined) clearSessionCookies(request, reply);
        throw error;
      }
    },
  );
  app.post(
    "/auth/sign-out",
    {
      config,
      schema: {
        tags,
        summary: "End this session",
        body: refreshBody,
        response: { 204: z.undefined().describe("Signed out, or never was in."), default: errorBody },
      },
    },
    async (request, reply) => {
      await auth.signOut(request.caller, request.body.refreshToken ?? refreshCookieOf(request), deviceOf(request));
      clearSessionCookies(request, reply);
      return reply.code(204).send();
    },
  );
}
