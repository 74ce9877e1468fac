import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { sessionPage, sessionParameter, sessionQuery } from "./schema.ts";
import type { InstanceSessionService } from "./service.ts";

const tags = ["administration"];
const config = { permission: "instance.users" } as const;

export function instanceSessionRoutes(app: ZodApp, sessions: InstanceSessionService): void {
  app.get(
    "/instance/sessions",
    {
      config,
      schema: {
        tags,
        summary: "Devices that are signed in, newest first",
        querystring: sessionQuery,
        response: { 200: sessionPage, default: errorBody },
      },
    },
    (request) => sessions.list(request.identity, request.query),
  );
  app.delete(
    "/instance/sessions/:sessionId",
    {
      config,
      schema: {
        tags,
        summary: "End a session; the device is signed out at once",
        params: sessionParameter,
        response: { 204: z.undefined().describe("Ended."), default: errorBody },
      },
    },
    async (request, reply) => {
      await sessions.revoke(request.params.sessionId);
      return reply.code(204).send();
    },
  );
}
