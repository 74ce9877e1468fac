import { abortOnClose } from "../../http/abort-on-close.ts";
import { attachment } from "../../http/attachment.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { chartSpec } from "../../wire/result.ts";
import { chartQuery, exportQuery, resultParameter, resultRows, rowsQuery, statisticsList } from "./schema.ts";
import type { ResultService } from "./service.ts";

const tags = ["results"];

const MEDIA_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  json: "application/json",
  parquet: "application/vnd.apache.parquet",
} as const;

export function resultRoutes(app: ZodApp, results: ResultService): void {
  const params = resultParameter;
  app.get(
    "/results/:id/rows",
    {
      config: { permission: "result.read" },
      schema: {
        tags,
        summary: "A page of the rows, sorted and filtered",
        params,
        querystring: rowsQuery,
        response: { 200: resultRows, default: errorBody },
      },
    },
    (request, reply) => results.rows(request.identity, request.params.id, request.query, abortOnClose(reply)),
  );
  app.get(
    "/results/:id/statistics",
    {
      config: { permission: "result.read" },
      schema: {
        tags,
        summary: "Figures about each column",
        params,
        response: { 200: statisticsList, default: errorBody },
      },
    },
    async (request, reply) => ({
      items: [...(await results.statistics(request.identity, request.params.id, abortOnClose(reply)))],
    }),
  );
  app.get(
    "/results/:id/chart",
    {
      config: { permission: "result.read" },
      schema: {
        tags,
        summary: "The chart that suits the result, or it as another kind",
        params,
        querystring: chartQuery,
        response: { 200: chartSpec, default: errorBody },
      },
    },
    (request, reply) => results.chart(request.identity, request.params.id, request.query.kind, abortOnClose(reply)),
  );
  app.get(
    "/results/:id/export",
    {
      config: { permission: "result.export" },
      schema: {
        tags,
        summary: "The whole result as a file",
        params,
        querystring: exportQuery,
        produces: Object.values(MEDIA_TYPES),
      },
    },
    async (request, reply) => {
      const file = await results.export(request.identity, request.params.id, request.query, abortOnClose(reply));
      return reply
        .header("content-disposition", attachment(file.fileName))
        .header("content-length", file.bytes)
        .header("cache-control", "no-store, no-transform")
        .type(MEDIA_TYPES[request.query.format])
        .send(file.content);
    },
  );
}
