import { z } from "zod";
import { answerEitherWay } from "../../http/answer-either-way.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import { queryHeaders } from "../ask/schema.ts";
import { queryAnswer } from "../queries/schema.ts";
import {
  createHeaders,
  runBody,
  savedAnswerBody,
  savedAnswerCreate,
  savedAnswerList,
  savedAnswerPatch,
  savedSearch,
} from "./schema.ts";
import type { SavedAnswerService } from "./service.ts";

const tags = ["saved answers"];

export function savedAnswerRoutes(app: ZodApp, saved: SavedAnswerService): void {
  app.post(
    "/saved-answers",
    {
      config: { permission: "savedAnswer.change" },
      schema: {
        tags,
        summary: "Save an answer",
        headers: createHeaders,
        body: savedAnswerCreate,
        response: { 201: savedAnswerBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const key = request.headers["idempotency-key"];
      return reply.code(201).send(await saved.create(request.identity, request.body, key));
    },
  );
  app.get(
    "/saved-answers",
    {
      config: { permission: "savedAnswer.read" },
      schema: {
        tags,
        summary: "Your saved answers, or those shared with the workspace, newest first",
        querystring: savedSearch,
        response: { 200: savedAnswerList, default: errorBody },
      },
    },
    (request) => saved.list(request.identity, request.query),
  );
  app.get(
    "/saved-answers/:id",
    {
      config: { permission: "savedAnswer.read" },
      schema: {
        tags,
        summary: "One saved answer",
        params: idParameter,
        response: { 200: savedAnswerBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const { body, etag } = await saved.read(request.identity, request.params.id);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.patch(
    "/saved-answers/:id",
    {
      config: { permission: "savedAnswer.change" },
      schema: {
        tags,
        summary: "Rename a saved answer",
        params: idParameter,
        headers: z.object({ "if-match": z.string().optional() }),
        body: savedAnswerPatch,
        response: { 200: savedAnswerBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const ifMatch = request.headers["if-match"];
      const { body, etag } = await saved.rename(request.identity, request.params.id, request.body.name, ifMatch);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.delete(
    "/saved-answers/:id",
    {
      config: { permission: "savedAnswer.change" },
      schema: {
        tags,
        summary: "Delete a saved answer",
        params: idParameter,
        response: { 204: z.undefined().describe("Gone."), default: errorBody },
      },
    },
    async (request, reply) => {
      await saved.remove(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
  shareRoutes(app, saved);
  app.post(
    "/saved-answers/:id/run",
    {
      config: { permission: "savedAnswer.run", limit: "query" },
      schema: {
        tags,
        summary: "Run a saved answer again",
        description: `On the data as it is now. JSON, or with "Accept: text/event-stream" the events of POST /queries.`,
        params: idParameter,
        headers: queryHeaders,
        body: runBody,
        response: { 200: queryAnswer, default: errorBody },
      },
    },
    (request, reply) =>
      answerEitherWay(request, reply, (emit, signal) =>
        saved.run(request.identity, request.params.id, request.body.acceptCost, {
          queryId: request.headers["x-query-id"],
          signal,
          emit,
        }),
      ),
  );
}

function shareRoutes(app: ZodApp, saved: SavedAnswerService): void {
  app.put(
    "/saved-answers/:id/workspace-share",
    {
      config: { permission: "savedAnswer.change" },
      schema: {
        tags,
        summary: "Let everybody in the workspace read and run a saved answer",
        params: idParameter,
        response: { 200: savedAnswerBody, default: errorBody },
      },
    },
    (request) => saved.shareInWorkspace(request.identity, request.params.id),
  );
  app.delete(
    "/saved-answers/:id/workspace-share",
    {
      config: { permission: "savedAnswer.change" },
      schema: {
        tags,
        summary: "Stop sharing a saved answer with the workspace",
        description: "By its owner, or by an admin of the workspace.",
        params: idParameter,
        response: { 204: z.undefined().describe("Gone."), default: errorBody },
      },
    },
    async (request, reply) => {
      await saved.unshareInWorkspace(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
}
