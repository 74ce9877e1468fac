import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { mail, mailAnswer, mailList, mailParameter, mailQuery, testMail } from "./schema.ts";
import type { MailService } from "./service.ts";

const tags = ["administration"];
/** The service records what was done. */
const config = { permission: "instance.operations", audit: false } as const;

export function mailRoutes(app: ZodApp, mails: MailService): void {
  app.get(
    "/instance/mails",
    {
      config,
      schema: {
        tags,
        summary: "List letters and what became of them",
        querystring: mailQuery,
        response: { 200: mailList, default: errorBody },
      },
    },
    async (request) => mails.list(request.query),
  );
  app.post(
    "/instance/mails",
    {
      config,
      schema: {
        tags,
        summary: "Send a test letter",
        description: "Answers at once; GET /instance/mails/{id} tells how it goes.",
        body: testMail,
        response: { 202: z.object({ mail }), default: errorBody },
      },
    },
    async (request, reply) => reply.code(202).send({ mail: await mails.sendTest(request.identity, request.body.to) }),
  );
  app.get(
    "/instance/mails/:id",
    {
      config,
      schema: {
        tags,
        summary: "Read a letter that was kept for want of a mail server",
        params: mailParameter,
        response: { 200: mailAnswer, default: errorBody },
      },
    },
    async (request) => mails.read(request.identity, request.params.id),
  );
}
