import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import {
  modelList,
  modelQuery,
  providerBody,
  providerChange,
  providerList,
  providerParameter,
  providerTest,
  scopeQuery,
  testAnswer,
} from "./schema.ts";
import type { ProviderService } from "./service.ts";

const tags = ["models"];

export function providerRoutes(app: ZodApp, providers: ProviderService): void {
  app.get(
    "/providers",
    {
      config: { permission: "provider.read" },
      schema: {
        tags,
        summary: "Providers of language models, what is set up, and which model is asked",
        response: { 200: providerList, default: errorBody },
      },
    },
    (request) => providers.list(request.identity),
  );
  app.put(
    "/providers/:id",
    {
      config: { permission: "provider.change" },
      schema: {
        tags,
        summary: "Set up a provider and choose its model",
        description: `Secrets that are left out are kept, unless an address they are sent to changes. Send the revision as ETag in
If-Match to be told when somebody else changed it.`,
        params: providerParameter,
        headers: z.object({ "if-match": z.string().optional() }),
        body: providerChange,
        response: { 200: providerBody, default: errorBody },
      },
    },
    (request) => providers.save(request.identity, request.params.id, request.body, request.headers["if-match"]),
  );
  app.delete(
    "/providers/:id",
    {
      config: { permission: "provider.change" },
      schema: {
        tags,
        summary: "Forget a provider's settings and its key",
        params: providerParameter,
        querystring: scopeQuery,
        response: { 204: z.undefined().describe("Gone."), default: errorBody },
      },
    },
    async (request, reply) => {
      await providers.remove(request.identity, request.params.id, request.query.scope);
      return reply.code(204).send();
    },
  );
  app.post(
    "/providers/:id/test",
    {
      config: { permission: "provider.test" },
      schema: {
        tags,
        summary: "Try settings with one tiny request before saving them",
        description: "Nothing is stored but the line in the books of what it cost.",
        params: providerParameter,
        body: providerTest,
        response: { 200: testAnswer, default: errorBody },
      },
    },
    (request, reply) => providers.test(request.identity, request.params.id, request.body, abortOnClose(reply)),
  );
  app.post(
    "/providers/:id/models",
    {
      config: { permission: "provider.test" },
      schema: {
        tags,
        summary: "Models the provider lists for these settings",
        params: providerParameter,
        body: modelQuery,
        response: { 200: modelList, default: errorBody },
      },
    },
    (request, reply) => providers.models(request.identity, request.params.id, request.body, abortOnClose(reply)),
  );
}
