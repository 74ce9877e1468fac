import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { callbackQuery, consentParameter, consentStart, consentState, startedConsent } from "./schema.ts";
import type { GoogleConsentService } from "./service.ts";

const tags = ["connections"];

export function googleConsentRoutes(app: ZodApp, consents: GoogleConsentService): void {
  app.post(
    "/google-consents",
    {
      config: { permission: "connection.create" },
      schema: {
        tags,
        summary: "Begin signing in with Google",
        description: `Send the person to authorizeUrl; ask GET /google-consents/{id} how it went. Once granted, its value stands for
the refresh token in the settings of a Google Sheets source, for half an hour.`,
        body: consentStart,
        response: { 201: startedConsent, default: errorBody },
      },
    },
    async (request, reply) =>
      reply
        .code(201)
        .send(await consents.start(request.identity, request.body, `${request.protocol}://${request.host}`)),
  );
  app.get(
    "/google-consents/callback",
    {
      config: { permission: "public" },
      schema: { hide: true, querystring: callbackQuery },
    },
    async (request, reply) => {
      const hasAgreed = await consents.finish(request.identity, request.query, abortOnClose(reply));
      return reply.type("text/html; charset=utf-8").send(page(hasAgreed));
    },
  );
  app.get(
    "/google-consents/:id",
    {
      config: { permission: "connection.create" },
      schema: {
        tags,
        summary: "How a sign-in with Google went",
        params: consentParameter,
        response: { 200: consentState, default: errorBody },
      },
    },
    async (request) => consents.state(request.identity, request.params.id),
  );
}

/** The last page of the window that was opened for Google. It holds nothing of what was asked or answered. */
const page = (hasAgreed: boolean): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${hasAgreed ? "Signed in" : "Not signed in"} · Parlance</title>
<h1>${hasAgreed ? "You are signed in with Google." : "You are not signed in with Google."}</h1>
<p>Close this window and go back to Parlance.</p>
</html>
`;
