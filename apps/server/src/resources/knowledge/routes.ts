import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import {
  createHeaders,
  editHeaders,
  entryBody,
  entryCreate,
  entryList,
  entryParameters,
  entryPatch,
  entryTry,
  listQuery,
  tryAnswer,
} from "./schema.ts";
import type { KnowledgeService } from "./service.ts";

const tags = ["knowledge"];

export function knowledgeRoutes(app: ZodApp, knowledge: KnowledgeService): void {
  app.get(
    "/sources/:id/knowledge",
    {
      config: { permission: "knowledge.read" },
      schema: {
        tags,
        summary: "What is written down about a source",
        params: idParameter,
        querystring: listQuery,
        response: { 200: entryList, default: errorBody },
      },
    },
    (request, reply) => knowledge.list(request.identity, request.params.id, request.query, abortOnClose(reply)),
  );
  app.post(
    "/sources/:id/knowledge",
    {
      config: { permission: "knowledge.change" },
      schema: {
        tags,
        summary: "Write something down",
        description: `A description, a word of the team's own, a figure, a join, a term, a default filter, something to hide,
or a verified question. Held against the source first: every name is there, SQL passes the guard and runs, a figure gives one
value. Approved, it counts from the next question on; on a demo source for the caller alone.`,
        params: idParameter,
        headers: createHeaders,
        body: entryCreate,
        response: { 201: entryBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const key = request.headers["idempotency-key"];
      const { id } = request.params;
      const { body, etag } = await knowledge.create(request.identity, id, request.body, key, abortOnClose(reply));
      return reply.header("etag", etag).code(201).send(body);
    },
  );
  app.post(
    "/sources/:id/knowledge/try",
    {
      config: { permission: "knowledge.read" },
      schema: {
        tags,
        summary: "See what writing something down would do",
        description:
          "What does not fit, what a figure comes to, how a question is read with it and without. Nothing is kept.",
        params: idParameter,
        body: entryTry,
        response: { 200: tryAnswer, default: errorBody },
      },
    },
    (request, reply) => knowledge.try(request.identity, request.params.id, request.body, abortOnClose(reply)),
  );
  app.get(
    "/sources/:id/knowledge/:entryId",
    {
      config: { permission: "knowledge.read" },
      schema: { tags, summary: "One entry", params: entryParameters, response: { 200: entryBody, default: errorBody } },
    },
    async (request, reply) => {
      const { id, entryId } = request.params;
      const { body, etag } = await knowledge.read(request.identity, id, entryId);
      return reply.header("etag", etag).code(200).send(body);
    },
  );
  app.patch(
    "/sources/:id/knowledge/:entryId",
    {
      config: { permission: "knowledge.change" },
      schema: {
        tags,
        summary: "Change, approve or reject an entry",
        description: "Send the ETag in If-Match to be told when somebody else changed it.",
        params: entryParameters,
        headers: editHeaders,
        body: entryPatch,
        response: { 200: entryBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const { id, entryId } = request.params;
      const ifMatch = request.headers["if-match"];
      const changed = await knowledge.change(request.identity, id, entryId, request.body, ifMatch, abortOnClose(reply));
      return reply.header("etag", changed.etag).code(200).send(changed.body);
    },
  );
  app.delete(
    "/sources/:id/knowledge/:entryId",
    {
      config: { permission: "knowledge.change" },
      schema: {
        tags,
        summary: "Delete an entry",
        params: entryParameters,
        headers: editHeaders,
        response: { 204: z.undefined().describe("Gone."), default: errorBody },
      },
    },
    async (request, reply) => {
      const { id, entryId } = request.params;
      await knowledge.remove(request.identity, id, entryId, request.headers["if-match"]);
      return reply.code(204).send();
    },
  );
}
