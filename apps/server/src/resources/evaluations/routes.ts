import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import {
  differenceBody,
  differenceQuery,
  drafterList,
  evaluationBody,
  evaluationCreate,
  evaluationList,
  evaluationWithAnswers,
  listQuery,
} from "./schema.ts";
import type { EvaluationService } from "./service.ts";

const tags = ["evaluations"];

export function evaluationRoutes(app: ZodApp, evaluations: EvaluationService): void {
  app.get(
    "/sources/:id/drafters",
    {
      config: { permission: "evaluation.read" },
      schema: {
        tags,
        summary: "What can be put to the test: the embedded engine, and language models",
        params: idParameter,
        response: { 200: drafterList, default: errorBody },
      },
    },
    (request) => evaluations.drafters(request.identity, request.params.id),
  );
  app.post(
    "/sources/:id/evaluations",
    {
      config: { permission: "evaluation.run" },
      schema: {
        tags,
        summary: "Put a source's verified questions to the test",
        description: `Each question is asked as if nobody had verified its answer, and what comes is held against the rows that
the verified statement gives now. Runs on; GET /evaluations/{id} tells how far it is.`,
        params: idParameter,
        body: evaluationCreate,
        response: { 202: evaluationBody, default: errorBody },
      },
    },
    async (request, reply) =>
      reply.code(202).send(await evaluations.create(request.identity, request.params.id, request.body)),
  );
  app.get(
    "/sources/:id/evaluations",
    {
      config: { permission: "evaluation.read" },
      schema: {
        tags,
        summary: "Evaluations of a source, newest first",
        params: idParameter,
        querystring: listQuery,
        response: { 200: evaluationList, default: errorBody },
      },
    },
    (request) => evaluations.list(request.identity, request.params.id, request.query),
  );
  app.get(
    "/evaluations/:id",
    {
      config: { permission: "evaluation.read" },
      schema: {
        tags,
        summary: "One evaluation with its answers so far",
        params: idParameter,
        response: { 200: evaluationWithAnswers, default: errorBody },
      },
    },
    (request) => evaluations.read(request.identity, request.params.id),
  );
  app.get(
    "/evaluations/:id/difference",
    {
      config: { permission: "evaluation.read" },
      schema: {
        tags,
        summary: "The right rows beside those given, for one question",
        params: idParameter,
        querystring: differenceQuery,
        response: { 200: differenceBody, default: errorBody },
      },
    },
    (request, reply) => evaluations.difference(request.identity, request.params.id, request.query, abortOnClose(reply)),
  );
  app.delete(
    "/evaluations/:id",
    {
      config: { permission: "evaluation.run" },
      schema: {
        tags,
        summary: "Stop a running evaluation, or forget one that has ended",
        params: idParameter,
        response: { 204: z.undefined().describe("Stopped, or gone."), default: errorBody },
      },
    },
    async (request, reply) => {
      await evaluations.remove(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
}
