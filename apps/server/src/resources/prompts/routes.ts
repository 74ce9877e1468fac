import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { evaluationBody } from "../evaluations/schema.ts";
import {
  promptActivation,
  promptBody,
  promptList,
  promptParameter,
  promptPreview,
  promptPreviewRequest,
  promptTest,
  promptVersionBody,
  promptVersionCreate,
  promptVersionList,
  versionParameter,
} from "./schema.ts";
import type { PromptService } from "./service.ts";

const tags = ["administration"];
const config = { permission: "instance.prompts" } as const;
/** The service records what was written and activated. */
const recorded = { ...config, audit: false } as const;

export function promptRoutes(app: ZodApp, prompts: PromptService): void {
  app.get(
    "/prompts",
    {
      config,
      schema: {
        tags,
        summary: "What language models are told, as far as it can be reworded",
        response: { 200: promptList, default: errorBody },
      },
    },
    (request) => prompts.list(request.identity),
  );
  app.get(
    "/prompts/:id",
    {
      config,
      schema: {
        tags,
        summary: "One prompt and the text in use",
        params: promptParameter,
        response: { 200: promptBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const body = await prompts.read(request.identity, request.params.id);
      return reply
        .header("etag", `"${body.activeVersion ?? 0}"`)
        .code(200)
        .send(body);
    },
  );
  app.get(
    "/prompts/:id/versions",
    {
      config,
      schema: {
        tags,
        summary: "Texts that have been written for a prompt, the newest first",
        params: promptParameter,
        response: { 200: promptVersionList, default: errorBody },
      },
    },
    (request) => prompts.versions(request.identity, request.params.id),
  );
  app.post(
    "/prompts/:id/versions",
    {
      config: recorded,
      schema: {
        tags,
        summary: "Write another text for a prompt",
        description: "It is used only once it is activated.",
        params: promptParameter,
        body: promptVersionCreate,
        response: { 201: promptVersionBody, default: errorBody },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await prompts.add(request.identity, request.params.id, request.body)),
  );
  app.post(
    "/prompts/:id/preview",
    {
      config: recorded,
      schema: {
        tags,
        summary: "What is wrong with a text, and what a model would be told of a question",
        description: "Asks no model; nothing is stored.",
        params: promptParameter,
        body: promptPreviewRequest,
        response: { 200: promptPreview, default: errorBody },
      },
    },
    (request, reply) => prompts.preview(request.identity, request.params.id, request.body, abortOnClose(reply)),
  );
  app.post(
    "/prompts/:id/versions/:number/test",
    {
      config,
      schema: {
        tags,
        summary: "Put a source's verified questions to a version and to what is in use",
        description: "Answers with an evaluation, which GET /evaluations/{id} follows.",
        params: versionParameter,
        body: promptTest,
        response: { 201: evaluationBody, default: errorBody },
      },
    },
    async (request, reply) => {
      const { id, number } = request.params;
      return reply.code(201).send(await prompts.test(request.identity, id, number, request.body));
    },
  );
  app.put(
    "/prompts/:id/active",
    {
      config: recorded,
      schema: {
        tags,
        summary: "Use a version of a prompt, an earlier one, or what is built in",
        params: promptParameter,
        headers: z.object({ "if-match": z.string().optional() }),
        body: promptActivation,
        response: { 200: promptBody, default: errorBody },
      },
    },
    (request) =>
      prompts.activate(request.identity, request.params.id, request.body.version, request.headers["if-match"]),
  );
}
