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
  const target = targetOf(request);
  log.record({
    action,
    identity,
    ...(target === undefined ? {} : { target }),
    outcome: status < 400 ? "done" : status === 401 || status === 403 ? "refused" : "failed",
    detail: { status, requestId: request.id },
    address: request.ip,
  });
}

/** Undefined where there is nothing to tell: what is only read, and what the service tells itself. */
function actionOf(request: FastifyRequest, status: number): string | undefined {
  const { permission, audit } = request.routeOptions.config;
  if (permission === undefined || permission === "public" || audit === false) return undefined;
  if (audit !== undefined) return audit;
  const isRead = permission.endsWith(".read");
  return isRead && status !== 403 ? undefined : permission;
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
