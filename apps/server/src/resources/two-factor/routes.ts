import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { type AnonymousBrowsers, forgetAnonymous } from "../../accounts/anonymous-browsers.ts";
import { arrivalOf } from "../../accounts/arrival.ts";
import { deviceOf } from "../../accounts/device.ts";
import { sessionAnswer } from "../../accounts/session-answer.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { signedIn } from "../auth/schema.ts";
import {
  changeBody,
  confirmBody,
  enrolBody,
  enrolment,
  recoveryCodes,
  requirement,
  secondStep,
  twoFactorState,
  userParameter,
} from "./schema.ts";
import type { Person, TwoFactorService } from "./service.ts";

const tags = ["accounts"];
const mine = { permission: "account.read" } as const;
/** The service records what was done. */
const change = { permission: "account.change", audit: false } as const;
const done = z.undefined().describe("Done.");

const personOf = (request: FastifyRequest): Person => ({ identity: request.identity, device: deviceOf(request) });

export function twoFactorRoutes(app: ZodApp, twoFactor: TwoFactorService, anonymous: AnonymousBrowsers): void {
  app.post(
    "/auth/two-factor",
    {
      config: { permission: "public", limit: "auth" },
      schema: {
        tags,
        summary: "Second step of a sign-in",
        description: "Five tries within five minutes of the first step; each code counts once.",
        body: secondStep,
        response: { 200: signedIn, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const session = await twoFactor.finish(body, await arrivalOf(request, anonymous, body.keepData));
      if (body.keepData) forgetAnonymous(reply);
      return sessionAnswer(request, reply, session, body.transport);
    },
  );
  app.get(
    "/account/two-factor",
    {
      config: mine,
      schema: { tags, summary: "How the second factor stands", response: { 200: twoFactorState, default: errorBody } },
    },
    (request) => twoFactor.state(request.identity),
  );
  app.post(
    "/account/two-factor",
    {
      config: change,
      schema: {
        tags,
        summary: "Begin to set up an authenticator app",
        description: "Nothing changes until POST /account/two-factor/confirm brings a code of the app.",
        body: enrolBody,
        response: { 200: enrolment, default: errorBody },
      },
    },
    (request) => twoFactor.enrol(personOf(request), request.body.password),
  );
  app.post(
    "/account/two-factor/confirm",
    {
      config: change,
      schema: {
        tags,
        summary: "Turn the second factor on",
        body: confirmBody,
        response: { 200: recoveryCodes, default: errorBody },
      },
    },
    async (request) => ({ recoveryCodes: [...(await twoFactor.confirm(personOf(request), request.body.code))] }),
  );
  app.post(
    "/account/two-factor/recovery-codes",
    {
      config: change,
      schema: {
        tags,
        summary: "Make new recovery codes",
        description: "The ones before count no more.",
        body: changeBody,
        response: { 200: recoveryCodes, default: errorBody },
      },
    },
    async (request) => ({ recoveryCodes: [...(await twoFactor.renewRecoveryCodes(personOf(request), request.body))] }),
  );
  app.post(
    "/account/two-factor/off",
    {
      config: change,
      schema: {
        tags,
        summary: "Turn the second factor off",
        body: changeBody,
        response: { 204: done, default: errorBody },
      },
    },
    async (request, reply) => {
      await twoFactor.turnOff(personOf(request), request.body);
      return reply.code(204).send();
    },
  );
  app.delete(
    "/instance/users/:userId/two-factor",
    {
      config: { permission: "instance.users", audit: false },
      schema: {
        tags: ["administration"],
        summary: "Turn the second factor off for somebody who has lost it",
        params: userParameter,
        response: { 204: done, default: errorBody },
      },
    },
    async (request, reply) => {
      await twoFactor.turnOffFor(personOf(request), request.params.userId);
      return reply.code(204).send();
    },
  );
  app.put(
    "/workspaces/mine/two-factor",
    {
      config: { permission: "workspace.change" },
      schema: {
        tags: ["workspaces"],
        summary: "Require a second factor of the workspace's members",
        description: "Members who have not shown one see only their account until they have.",
        body: requirement,
        response: { 200: requirement, default: errorBody },
      },
    },
    async (request) => {
      await twoFactor.requireInWorkspace(request.identity, request.body.isRequired);
      return request.body;
    },
  );
}
