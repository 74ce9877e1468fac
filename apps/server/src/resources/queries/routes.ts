import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import { answerEitherWay } from "../../http/answer-either-way.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { queryHeaders } from "../ask/schema.ts";
import { checkAnswer, costAnswer, queryAnswer, queryBody, queryParameter, statementBody } from "./schema.ts";
import type { QueryService } from "./service.ts";

const tags = ["queries"];
const EVENTS = `JSON, or with "Accept: text/event-stream" the events waiting (only while the workspace runs as much as it may), columns, rows, chart and done, or error.
Closing the connection cancels the query.`;

export function queryRoutes(app: ZodApp, queries: QueryService): void {
  app.post(
    "/queries",
    {
      config: { permission: "query.run", limit: "query" },
      schema: {
        tags,
        summary: "Run one SELECT statement",
        description: EVENTS,
        headers: queryHeaders,
        body: queryBody,
        response: { 200: queryAnswer, default: errorBody },
      },
    },
    (request, reply) =>
      answerEitherWay(request, reply, (emit, signal) =>
        queries.run(request.identity, request.body, {
          queryId: request.headers["x-query-id"],
          signal,
          emit,
          onWaiting: (position) => emit("waiting", { position }),
        }),
      ),
  );
  app.post(
    "/queries/check",
    {
      config: { permission: "query.run" },
      schema: {
        tags,
        summary: "Whether a statement would be allowed to run",
        body: statementBody,
        response: { 200: checkAnswer, default: errorBody },
      },
    },
    (request, reply) => queries.check(request.identity, request.body, abortOnClose(reply)),
  );
  app.post(
    "/queries/estimate",
    {
      config: { permission: "query.run" },
      schema: {
        tags,
        summary: "What the source expects a statement to cost",
        description: "Nothing is run.",
        body: statementBody,
        response: { 200: costAnswer, default: errorBody },
      },
    },
    (request, reply) => queries.estimate(request.identity, request.body, abortOnClose(reply)),
  );
  app.delete(
    "/queries/:id",
    {
      config: { permission: "answer.ask" },
      schema: {
        tags,
        summary: "Cancel a running question or query",
        description: "The id is the X-Query-Id that the client sent with it.",
        params: queryParameter,
        response: { 204: z.undefined().describe("Cancelled, or ended before."), default: errorBody },
      },
    },
    async (request, reply) => {
      await queries.cancel(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
}
