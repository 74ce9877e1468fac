import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AuditLog } from "../auditing/audit-log.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What calls of this route are told as, where its permission does not say it; false: its service tells. */
    audit?: string | false;
  }
  interface FastifyRequest {
    isAudited: boolean;
  }
}

/** Where the subject of a route is in its path, most particular first. */
const SUBJECTS = ["entryId", "messageId", "changeId", "fileId", "ruleId", "userId", "keyId", "table", "id"];

/**
 * Tells of every call that changed something, was refused a right, or took data out, so that no service can forget to.
 * Answers to calls that change something wait until the trail is on disk.
 */
export function addAuditing(app: FastifyInstance, log: AuditLog): void {
  app.decorateRequest("isAudited", false);
  app.addHook("onSend", async (request, reply) => {
    record(log, request, reply.statusCode);
    if (request.method !== "GET" && request.method !== "HEAD") await log.settled();
  });
  // Streams take the connection over and never get to the hook above.
  app.addHook("onResponse", async (request, reply) => record(log, request, reply.statusCode));
}

function record(log: AuditLog, request: FastifyRequest, status: number): void {
  if (request.isAudited) return;
  request.isAudited = true;
  const action = actionOf(request, status);
  const identity = request.caller;
  if (action === undefined || identity === null || identity.kind === "anonymous") return;
  const { sourceId, ...words } = asked(request);
  // Of a session with database credentials it is told that it asked, never what: nothing of it is kept.
  const { question, sql } = identity.kind === "credentials" ? NO_WORDS : words;
  const target = targetOf(request) ?? (sourceId === undefined ? undefined : { type: "sources", id: sourceId });
  log.record({
    action,
    identity,
    ...(target === undefined ? {} : { target }),
    outcome: status < 400 ? "done" : status === 401 || status === 403 ? "refused" : "failed",
    detail: {
      status,
      requestId: request.id,
      ...(question === undefined ? {} : { question }),
      ...(sql === undefined ? {} : { sql }),
    },
    address: request.ip,
  });
}

const NO_WORDS = { question: undefined, sql: undefined } as const;

/** Rights to take data out, which are told although nothing changes. */
const TAKING = new Set<string>(["result.export", "source.export"]);

/** Undefined where there is nothing to tell: what is only looked at, and what the service tells itself. */
function actionOf({ method, routeOptions }: FastifyRequest, status: number): string | undefined {
  const { permission, audit } = routeOptions.config;
  if (permission === undefined || permission === "public" || audit === false) return undefined;
  if (audit !== undefined) return audit;
  const isLook = method === "GET" || method === "HEAD" || permission.endsWith(".read");
  return isLook && status !== 403 && !TAKING.has(permission) ? undefined : permission;
}

/** What was asked of a source stands in the body; nothing else of bodies is told, for they may hold secrets. */
const ASKING = new Set<string>(["answer.ask", "query.run"]);

function asked({
  body,
  routeOptions,
}: FastifyRequest): Readonly<Record<"sourceId" | "question" | "sql", string | undefined>> {
  const { permission } = routeOptions.config;
  const fields =
    typeof body === "object" && body !== null && permission !== undefined && ASKING.has(permission)
      ? new Map<string, unknown>(Object.entries(body))
      : new Map<string, unknown>();
  const text = (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === "string" ? value : undefined;
  };
  return { sourceId: text("sourceId"), question: text("question"), sql: text("sql") };
}

function targetOf({ params, routeOptions }: FastifyRequest): { type: string; id: string } | undefined {
  if (typeof params !== "object" || params === null) return undefined;
  const named = new Map<string, unknown>(Object.entries(params));
  const subject = SUBJECTS.find((name) => typeof named.get(name) === "string");
  if (subject === undefined) return undefined;
  const id = String(named.get(subject));
  return { type: subject === "id" ? collectionOf(routeOptions.url) : subject.replace(/Id$/, ""), id };
}

/** "/api/v1/saved-answers/:id/run" is about "saved-answers". */
const collectionOf = (url: string | undefined): string => /^\/api\/v1\/([a-z-]+)/.exec(url ?? "")?.[1] ?? "";
