import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import { feedbackAnswer, feedbackCreate, feedbackList, feedbackQuery } from "./schema.ts";
import type { FeedbackService } from "./service.ts";

const tags = ["knowledge"];

export function feedbackRoutes(app: ZodApp, feedback: FeedbackService): void {
  app.post(
    "/sources/:id/feedback",
    {
      config: { permission: "feedback.create" },
      schema: {
        tags,
        summary: "Say what an answer was worth",
        description: `Right, wrong, another reading, a corrected statement, or what a word means. Corrections become suggestions, and so
does a reading that is chosen again and again; none of them counts before somebody approves it.`,
        params: idParameter,
        body: feedbackCreate,
        response: { 201: feedbackAnswer, default: errorBody },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await feedback.add(request.identity, request.params.id, request.body)),
  );
  app.get(
    "/sources/:id/feedback",
    {
      config: { permission: "feedback.read" },
      schema: {
        tags,
        summary: "What was said about answers, newest first",
        params: idParameter,
        querystring: feedbackQuery,
        response: { 200: feedbackList, default: errorBody },
      },
    },
    (request) => feedback.list(request.identity, request.params.id, request.query),
  );
}
