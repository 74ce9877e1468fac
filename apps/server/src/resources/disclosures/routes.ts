import { z } from "zod";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import { disclosureBody, disclosureChange, disclosureList } from "./schema.ts";
import type { DisclosureService } from "./service.ts";

const tags = ["models"];

export function disclosureRoutes(app: ZodApp, disclosures: DisclosureService): void {
  app.get(
    "/disclosures",
    {
      config: { permission: "disclosure.read" },
      schema: {
        tags,
        summary: "What language models are told of each source",
        response: { 200: disclosureList, default: errorBody },
      },
    },
    (request) => disclosures.list(request.identity),
  );
  app.get(
    "/disclosures/:id",
    {
      config: { permission: "disclosure.read" },
      schema: {
        tags,
        summary: "What language models are told of one source",
        params: idParameter,
        response: { 200: disclosureBody, default: errorBody },
      },
    },
    (request) => disclosures.read(request.identity, request.params.id),
  );
  app.put(
    "/disclosures/:id",
    {
      config: { permission: "disclosure.change" },
      schema: {
        tags,
        summary: "Decide what language models are told of a source",
        params: idParameter,
        body: disclosureChange,
        response: { 200: disclosureBody, default: errorBody },
      },
    },
    (request) => disclosures.decide(request.identity, request.params.id, request.body.disclosure),
  );
  app.delete(
    "/disclosures/:id",
    {
      config: { permission: "disclosure.change" },
      schema: {
        tags,
        summary: "Leave it to the default again",
        params: idParameter,
        response: { 204: z.undefined().describe("Nothing is decided."), default: errorBody },
      },
    },
    async (request, reply) => {
      await disclosures.clear(request.identity, request.params.id);
      return reply.code(204).send();
    },
  );
}
