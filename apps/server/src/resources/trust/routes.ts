import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { compareAnswer, compareBody, editAnswer, editBody, examination, examineBody, followUps } from "./schema.ts";
import type { TrustService } from "./service.ts";

const tags = ["trust"];

export function trustRoutes(app: ZodApp, trust: TrustService): void {
  app.post(
    "/ask/examine",
    {
      config: { permission: "answer.ask" },
      schema: {
        tags,
        summary: "Look behind an answer",
        description: `Asks the source again, under the same guard and short limits: rows before and after each join, missing values,
a second reading, true totals where a join multiplies. The answer's trust and receipt come back complete.`,
        body: examineBody,
        response: { 200: examination, default: errorBody },
      },
    },
    (request, reply) => trust.examine(request.identity, request.body, abortOnClose(reply)),
  );
  app.post(
    "/ask/follow-ups",
    {
      config: { permission: "answer.ask" },
      schema: {
        tags,
        summary: "What one might ask next",
        description: "Each was read, checked and run before it is offered.",
        body: examineBody,
        response: { 200: followUps, default: errorBody },
      },
    },
    (request, reply) => trust.followUps(request.identity, request.body, abortOnClose(reply)),
  );
  app.post(
    "/ask/edit",
    {
      config: { permission: "answer.ask" },
      schema: {
        tags,
        summary: "A statement with items of its receipt changed",
        description: "Nothing is run: POST /queries runs what comes back.",
        body: editBody,
        response: { 200: editAnswer, default: errorBody },
      },
    },
    (request) => trust.edit(request.identity, request.body),
  );
  app.post(
    "/ask/compare",
    {
      config: { permission: "answer.ask" },
      schema: {
        tags,
        summary: "Answer again and say what has changed",
        description: "Says whether the data, a definition or the statement changed, with the rows that differ.",
        body: compareBody,
        response: { 200: compareAnswer, default: errorBody },
      },
    },
    (request, reply) => trust.compare(request.identity, request.body, abortOnClose(reply)),
  );
}
