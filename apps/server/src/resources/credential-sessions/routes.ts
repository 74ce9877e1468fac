import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { credentialSession, credentialSessionCreate } from "./schema.ts";
import { type CredentialSessions, SESSION_MS } from "./service.ts";
import { clearDatabaseCookie, setDatabaseCookie } from "./session-cookie.ts";

const tags = ["credential sessions"];

export function credentialSessionRoutes(app: ZodApp, sessions: CredentialSessions): void {
  app.post(
    "/credential-sessions",
    {
      config: { permission: "public", limit: "auth" },
      schema: {
        tags,
        summary: "Begin a session with the credentials of a database",
        description: `No account is needed. The credentials are kept encrypted in memory (or Redis) and nowhere else, for eight hours
or until DELETE /credential-sessions/current. The session sees its one source; nothing it does is kept.`,
        body: credentialSessionCreate,
        response: { 201: credentialSession, default: errorBody },
      },
    },
    async (request, reply) => {
      const { id, ...begun } = await sessions.begin(request.body, request, abortOnClose(reply));
      reply.code(201);
      if (request.body.transport === "token") return { sessionId: id, ...begun };
      setDatabaseCookie(request, reply, id, SESSION_MS / 1_000);
      return begun;
    },
  );
  app.get(
    "/credential-sessions/current",
    {
      config: { permission: "workspace.read" },
      schema: {
        tags,
        summary: "The session that X-Session-ID names",
        response: { 200: credentialSession, default: errorBody },
      },
    },
    (request) => sessions.current(request.identity),
  );
  app.delete(
    "/credential-sessions/current",
    {
      config: { permission: "workspace.read", audit: false },
      schema: {
        tags,
        summary: "End the session",
        description:
          "Its connections are closed, and its results and what was read of the database are forgotten, at once.",
        response: { 204: z.undefined().describe("Ended."), default: errorBody },
      },
    },
    async (request, reply) => {
      await sessions.end(request.identity);
      clearDatabaseCookie(request, reply);
      return reply.code(204).send();
    },
  );
}
