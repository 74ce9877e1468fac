import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import { attachment } from "../../http/attachment.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import { importAnswer, importQuery, yamlBody } from "./exchange-schema.ts";
import type { KnowledgeExchange } from "./exchange-service.ts";
import { editHeaders } from "./schema.ts";

const tags = ["knowledge"];
const YAML_TYPES = ["application/yaml", "text/yaml", "application/x-yaml"];

export function exchangeRoutes(app: ZodApp, exchange: KnowledgeExchange): void {
  app.addContentTypeParser(YAML_TYPES, { parseAs: "string" }, (_request, body, done) => done(null, body));
  app.get(
    "/sources/:id/knowledge.yaml",
    {
      config: { permission: "knowledge.read" },
      schema: {
        tags,
        summary: "What is in force about a source, as one YAML file",
        produces: ["application/yaml"],
        params: idParameter,
        response: { 200: z.string().describe("A knowledge file."), default: errorBody },
      },
    },
    async (request, reply) => {
      const { yaml, etag } = await exchange.export(request.identity, request.params.id);
      return reply
        .header("etag", etag)
        .header("content-disposition", attachment("knowledge.yaml"))
        .type("application/yaml; charset=utf-8")
        .code(200)
        .serializer((text: string) => text)
        .send(yaml);
    },
  );
  app.put(
    "/sources/:id/knowledge.yaml",
    {
      config: { permission: "knowledge.change" },
      schema: {
        tags,
        summary: "Put a YAML file in the place of what is in force",
        description: `Tells what would change, and changes it with apply=true. The file is the whole truth: what it leaves out is
removed. Send the ETag of the export in If-Match to be told when somebody else wrote something down since.`,
        consumes: YAML_TYPES,
        params: idParameter,
        querystring: importQuery,
        headers: editHeaders,
        body: yamlBody,
        response: { 200: importAnswer, default: errorBody },
      },
    },
    (request, reply) =>
      exchange.import(request.identity, request.params.id, {
        yaml: request.body,
        isApplied: request.query.apply,
        ifMatch: request.headers["if-match"],
        signal: abortOnClose(reply),
      }),
  );
}
