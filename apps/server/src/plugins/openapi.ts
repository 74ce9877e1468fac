import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { version } from "../version.ts";

/** The contract, made from the route schemas. openapi.json in the repository is this document; a test compares. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Parlance",
        version,
        description: "Answers questions about your data in plain language. Errors are listed in docs/errors.md.",
        license: { name: "Apache-2.0", identifier: "Apache-2.0" },
      },
      servers: [{ url: "/" }],
      tags: TAGS,
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

const TAGS = [
  { name: "ask", description: "Questions in plain language." },
  { name: "queries", description: "SQL written by a person." },
  { name: "results", description: "What a question or query found." },
  { name: "sources", description: "Data that can be asked." },
  { name: "connections", description: "How databases, sheets and APIs are reached, and when they are synced." },
  { name: "uploads", description: "Files on their way in." },
  { name: "catalog", description: "Tables, columns, keys and profiles." },
  { name: "workspaces", description: "Who sees what." },
  { name: "models", description: "Language models that help: providers, what they are told, what they cost." },
  { name: "health", description: "How the server is doing." },
  { name: "operations", description: "The server itself, for whoever runs it: its parts, plugins and jobs." },
];
