import type { AuditEventBody } from "./schema.ts";

const COLUMNS = [
  "at",
  "actor",
  "actorKind",
  "actorId",
  "workspaceId",
  "action",
  "targetType",
  "targetId",
  "outcome",
  "address",
  "detail",
  "id",
] as const satisfies readonly (keyof AuditEventBody)[];

export async function* auditNdjson(events: AsyncIterable<AuditEventBody>): AsyncGenerator<string> {
  for await (const event of events) yield `${JSON.stringify(event)}\n`;
}

export async function* auditCsv(events: AsyncIterable<AuditEventBody>): AsyncGenerator<string> {
  yield `${COLUMNS.join(",")}\r\n`;
  for await (const event of events) yield `${COLUMNS.map((column) => csvCell(event[column])).join(",")}\r\n`;
}

/** A spreadsheet must not take what somebody typed for a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

function csvCell(value: unknown): string {
  const text = value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
