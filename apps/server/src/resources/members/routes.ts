import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import { memberBody, memberList, memberPatch } from "./schema.ts";
import type { MemberService } from "./service.ts";

const tags = ["members"];

export function memberRoutes(app: ZodApp, members: MemberService): void {
  app.get(
    "/members",
    {
      config: { permission: "member.read" },
      schema: {
        tags,
        summary: "Who is in the active workspace",
        response: { 200: memberList, default: errorBody },
      },
    },
    async (request) => ({ items: await members.list(request.identity), nextCursor: null }),
  );
  app.patch(
    "/members/:id",
    {
      config: { permission: "member.change", audit: false },
      schema: {
        tags,
        summary: "Change what somebody is in the active workspace",
        description: "It counts from their next request on, and ends what they may no longer do.",
        params: idParameter,
        body: memberPatch,
        response: { 200: memberBody, default: errorBody },
      },
    },
    (request) => members.change(request.identity, request.params.id, request.body),
  );
  app.delete(
    "/members/:id",
    {
      config: { permission: "member.change", audit: false },
      schema: {
        tags,
        summary: "Take somebody out of the active workspace",
        description: "They lose their access at once, their API keys of this workspace included. What they made stays.",
        params: idParameter,
        response: { 204: z.undefined().describe("Gone."), default: errorBody },
      },
    },
    async (request, reply) => {
      await members.remove(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
}
