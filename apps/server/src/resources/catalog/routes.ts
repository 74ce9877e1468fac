import { z } from "zod";
import { abortOnClose } from "../../http/abort-on-close.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { catalogBody, tableBody } from "../../wire/catalog.ts";
import { errorBody } from "../../wire/error-body.ts";
import { idParameter } from "../../wire/source.ts";
import { suggestionList, tableList, tableParameters, tableRows, tableRowsQuery } from "./schema.ts";
import type { CatalogService } from "./service.ts";

const tags = ["catalog"];

export function catalogRoutes(app: ZodApp, catalogs: CatalogService): void {
  app.get(
    "/sources/:id/catalog",
    {
      config: { permission: "source.read" },
      schema: {
        tags,
        summary: "Tables, columns, keys and profiles",
        description: "The ETag is the version: send it in If-None-Match to be told 304 while nothing changed.",
        params: idParameter,
        response: { 200: catalogBody, 304: z.undefined().describe("Not changed."), default: errorBody },
      },
    },
    async (request, reply) => {
      const catalog = await catalogs.read(request.identity, request.params.id);
      const etag = `"${catalog.version}"`;
      reply.header("etag", etag).header("cache-control", "private, no-cache");
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      return reply.code(200).send(catalog);
    },
  );
  app.get(
    "/sources/:id/tables",
    {
      config: { permission: "source.read" },
      schema: {
        tags,
        summary: "Tables by name, with their columns' names and keys",
        description: "All of them at once, without types and profiles: enough to list, search and draw thousands.",
        params: idParameter,
        response: { 200: tableList, 304: z.undefined().describe("Not changed."), default: errorBody },
      },
    },
    async (request, reply) => {
      const { version, items } = await catalogs.tables(request.identity, request.params.id);
      const etag = `"${version}-tables"`;
      reply.header("etag", etag).header("cache-control", "private, no-cache");
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      return reply.code(200).send({ version, items, nextCursor: null });
    },
  );
  app.get(
    "/sources/:id/tables/:table",
    {
      config: { permission: "source.read" },
      schema: {
        tags,
        summary: "One table with types, keys and profiles",
        params: tableParameters,
        response: { 200: tableBody, default: errorBody },
      },
    },
    (request) => catalogs.table(request.identity, request.params.id, request.params.table),
  );
  app.get(
    "/sources/:id/tables/:table/rows",
    {
      config: { permission: "source.read" },
      schema: {
        tags,
        summary: "First rows of a table",
        params: tableParameters,
        querystring: tableRowsQuery,
        response: { 200: tableRows, default: errorBody },
      },
    },
    (request, reply) => {
      const { id, table } = request.params;
      return catalogs.rows(request.identity, id, table, request.query.limit, abortOnClose(reply));
    },
  );
  app.get(
    "/sources/:id/suggestions",
    {
      config: { permission: "source.read" },
      schema: {
        tags: ["ask"],
        summary: "First questions that are known to run",
        params: idParameter,
        response: { 200: suggestionList, default: errorBody },
      },
    },
    async (request) => ({ items: [...(await catalogs.suggestions(request.identity, request.params.id))] }),
  );
}
