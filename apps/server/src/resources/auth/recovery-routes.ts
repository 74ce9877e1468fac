import { z } from "zod";
import { type AnonymousBrowsers, forgetAnonymous } from "../../accounts/anonymous-browsers.ts";
import { arrivalOf } from "../../accounts/arrival.ts";
import { deviceOf } from "../../accounts/device.ts";
import { sessionAnswer } from "../../accounts/session-answer.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import {
  afterNewPassword,
  confirmEmailBody,
  confirmedEmail,
  forgotPasswordBody,
  resetPasswordBody,
  verifyEmailBody,
} from "./recovery-schema.ts";
import type { RecoveryService } from "./recovery-service.ts";
import { signedIn } from "./schema.ts";

const tags = ["accounts"];
const config = { permission: "public", limit: "auth" } as const;

export function recoveryRoutes(app: ZodApp, recovery: RecoveryService, anonymous: AnonymousBrowsers): void {
  app.post(
    "/auth/verify-email",
    {
      config,
      schema: {
        tags,
        summary: "Confirm the address of a new account, and sign in",
        body: verifyEmailBody,
        response: { 200: signedIn, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const session = await recovery.verifyEmail(body, await arrivalOf(request, anonymous, body.keepData));
      if (body.keepData) forgetAnonymous(reply);
      return sessionAnswer(request, reply, session, body.transport);
    },
  );
  app.post(
    "/auth/forgot-password",
    {
      config,
      schema: {
        tags,
        summary: "Ask for a letter with which a new password can be chosen",
        description: "Answers the same whether or not there is an account with the address.",
        body: forgotPasswordBody,
        response: {
          204: z.undefined().describe("Where there is an account, a letter is on its way."),
          default: errorBody,
        },
      },
    },
    async (request, reply) => {
      recovery.forgot(request.body.email);
      return reply.code(204).send();
    },
  );
  app.post(
    "/auth/reset-password",
    {
      config,
      schema: {
        tags,
        summary: "Choose a new password with the link of a letter",
        description: "Ends every session of the account. The link counts once, and only the newest does.",
        body: resetPasswordBody,
        response: { 200: afterNewPassword, default: errorBody },
      },
    },
    (request) => recovery.reset(request.body.token, request.body.password, deviceOf(request)),
  );
  app.post(
    "/auth/confirm-email",
    {
      config,
      schema: {
        tags,
        summary: "Confirm a new address of an account with the link of a letter",
        body: confirmEmailBody,
        response: { 200: confirmedEmail, default: errorBody },
      },
    },
    async (request) => ({ email: await recovery.confirmEmail(request.body.token, deviceOf(request)) }),
  );
}
