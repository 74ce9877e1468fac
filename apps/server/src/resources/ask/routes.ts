import { answerEitherWay } from "../../http/answer-either-way.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { answerBody } from "../../wire/answer.ts";
import { toWireEvent } from "../../wire/ask-events.ts";
import { errorBody } from "../../wire/error-body.ts";
import { askBody, queryHeaders } from "./schema.ts";
import type { AskService } from "./service.ts";

const EVENTS = `JSON, or with "Accept: text/event-stream" the events waiting (only while the workspace runs as much as it may), intent, model (only while a language model is being asked), plan, sql, columns, rows, chart, answer and done (an Answer),
or error. Closing the connection cancels the query.`;

export function askRoutes(app: ZodApp, asks: AskService): void {
  app.post(
    "/ask",
    {
      config: { permission: "answer.ask", limit: "query" },
      schema: {
        tags: ["ask"],
        summary: "Ask a question in plain language",
        description: EVENTS,
        headers: queryHeaders,
        body: askBody,
        response: { 200: answerBody, default: errorBody },
      },
    },
    (request, reply) =>
      answerEitherWay(request, reply, (emit, signal) =>
        asks.ask(request.identity, request.body, {
          queryId: request.headers["x-query-id"],
          signal,
          onWaiting: (position) => emit("waiting", { position }),
          emit: (event) => emit(event.event, toWireEvent(event)),
        }),
      ),
  );
}
