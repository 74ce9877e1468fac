import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { instanceUser, userPage, userParameter, userPatch, userQuery } from "./schema.ts";
import type { InstanceUserService } from "./service.ts";

const tags = ["administration"];
const config = { permission: "instance.users" } as const;

export function instanceUserRoutes(app: ZodApp, users: InstanceUserService): void {
  app.get(
    "/instance/users",
    {
      config,
      schema: {
        tags,
        summary: "Everybody with an account, newest first",
        querystring: userQuery,
        response: { 200: userPage, default: errorBody },
      },
    },
    (request) => users.list(request.query),
  );
  app.patch(
    "/instance/users/:userId",
    {
      config,
      schema: {
        tags,
        summary: "Disable somebody, or make them an administrator of the server",
        params: userParameter,
        body: userPatch,
        response: { 200: instanceUser, default: errorBody },
      },
    },
    (request) => users.change(request.identity, request.params.userId, request.body),
  );
  app.post(
    "/instance/users/:userId/sign-out",
    {
      config,
      schema: {
        tags,
        summary: "Sign somebody out on every device",
        params: userParameter,
        response: { 204: z.undefined().describe("Signed out."), default: errorBody },
      },
    },
    async (request, reply) => {
      await users.signOut(request.params.userId);
      return reply.code(204).send();
    },
  );
}
