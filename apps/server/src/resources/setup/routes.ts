import { type AnonymousBrowsers, forgetAnonymous } from "../../accounts/anonymous-browsers.ts";
import { arrivalOf } from "../../accounts/arrival.ts";
import { sessionAnswer } from "../../accounts/session-answer.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { signedIn } from "../auth/schema.ts";
import type { AuthService } from "../auth/service.ts";
import { setupBody } from "./schema.ts";
import type { SetupService } from "./service.ts";

export function setupRoutes(app: ZodApp, setup: SetupService, auth: AuthService, anonymous: AnonymousBrowsers): void {
  app.post(
    "/auth/setup",
    {
      config: { permission: "public", limit: "auth" },
      schema: {
        tags: ["accounts"],
        summary: "Make the first account of this server, with the link that it printed when it started",
        body: setupBody,
        response: { 200: signedIn, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const arrival = await arrivalOf(request, anonymous, body.keepData);
      const { userId } = await setup.use({ ...body, keep: arrival.keep });
      const session = await auth.begin({ id: userId, email: body.email }, "password", { ...arrival, keep: null });
      if (body.keepData) forgetAnonymous(reply);
      return sessionAnswer(request, reply, session, body.transport);
    },
  );
}
