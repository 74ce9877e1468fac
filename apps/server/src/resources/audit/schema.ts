import { z } from "zod";
import { ACTOR_KINDS } from "../../database/audit-tables.ts";
import { cursor } from "../../http/page-cursor.ts";

const OUTCOMES = ["done", "refused", "failed"] as const;

const filters = {
  actor: z.string().min(1).max(200).optional().describe("Part of the e-mail address."),
  action: z
    .string()
    .regex(/^[a-zA-Z-]+(\.[a-zA-Z-]+)?$/, "An action like source.delete, or the type before its dot.")
    .max(80)
    .optional(),
  target: z.string().min(1).max(200).optional().describe("Id of the thing it was done to."),
  outcome: z.enum(OUTCOMES).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional().describe("Exclusive."),
};

export const auditQuery = z.object({ ...filters, cursor, limit: z.coerce.number().int().min(1).max(200).default(50) });
export const auditExportQuery = z.object({ ...filters, format: z.enum(["csv", "ndjson"]).default("csv") });

export const auditEventBody = z
  .object({
    id: z.string(),
    at: z.string(),
    workspaceId: z.string().nullable(),
    actorKind: z.enum(ACTOR_KINDS),
    actorId: z.string().nullable(),
    actor: z.string().describe("E-mail address at the time."),
    action: z.string(),
    targetType: z.string().nullable(),
    targetId: z.string().nullable(),
    outcome: z.enum(OUTCOMES),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    address: z.string(),
  })
  .meta({ id: "AuditEvent" });

export const auditPage = z.object({ items: z.array(auditEventBody), nextCursor: z.string().nullable() });

export type AuditQuery = z.output<typeof auditQuery>;
export type AuditExportQuery = z.output<typeof auditExportQuery>;
export type AuditEventBody = z.output<typeof auditEventBody>;
