import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import { attachment } from "../../http/attachment.ts";
import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { auditCsv, auditNdjson } from "./audit-file.ts";
import type { AuditScope } from "./policy.ts";
import { type AuditEventBody, type AuditExportQuery, auditExportQuery, auditPage, auditQuery } from "./schema.ts";
import type { AuditService } from "./service.ts";

const tags = ["audit"];

const TRAILS = [
  { scope: "workspace", path: "/audit", permission: "audit.read", of: "this workspace" },
  { scope: "instance", path: "/instance/audit", permission: "instance.audit", of: "the whole server" },
] as const satisfies readonly { scope: AuditScope; path: string; permission: string; of: string }[];

export function auditRoutes(app: ZodApp, audit: AuditService): void {
  for (const { scope, path, permission, of } of TRAILS) {
    app.get(
      path,
      {
        config: { permission },
        schema: {
          tags,
          summary: `Who did what in ${of}, latest first`,
          querystring: auditQuery,
          response: { 200: auditPage, default: errorBody },
        },
      },
      (request) => audit.list(request.identity, scope, request.query),
    );
    app.get(
      `${path}/export`,
      {
        config: { permission, audit: "audit.export" },
        schema: { tags, summary: `The audit trail of ${of} as a file`, querystring: auditExportQuery },
      },
      (request, reply) => sendFile(reply, request.query, audit.export(request.identity, scope, request.query)),
    );
  }
}

function sendFile(reply: FastifyReply, { format }: AuditExportQuery, events: AsyncIterable<AuditEventBody>) {
  const isCsv = format === "csv";
  reply
    .header("content-disposition", attachment(`audit.${format}`))
    .type(isCsv ? "text/csv; charset=utf-8" : "application/x-ndjson");
  return reply.send(Readable.from(isCsv ? auditCsv(events) : auditNdjson(events)));
}
