import type { FastifyBaseLogger } from "fastify";
import { v7 as uuid } from "uuid";
import { storableText } from "../database/search-words.ts";
import type { AuditEvent, AuditTrail } from "./audit.ts";
import type { AuditEventRow, AuditStore } from "./audit-store.ts";
import { BatchedWriter } from "./batched-writer.ts";

/** Long enough to tell by, short enough that nobody fills the disk with one request. */
const MOST_DETAIL = 500;

/** The audit trail in the product database. */
export class AuditLog implements AuditTrail {
  readonly #writer: BatchedWriter<AuditEventRow>;
  readonly #now: () => Date;

  constructor(store: Pick<AuditStore, "add">, log: Pick<FastifyBaseLogger, "error">, now: () => Date) {
    this.#writer = new BatchedWriter((rows) => store.add(rows), log);
    this.#now = now;
  }

  record(event: AuditEvent): void {
    this.#writer.add(toRow(event, this.#now()));
  }

  /** Once every event recorded so far is on disk. */
  settled(): Promise<void> {
    return this.#writer.settled();
  }
}

function toRow({ action, identity, cameIn, target, outcome, detail, address }: AuditEvent, at: Date): AuditEventRow {
  return {
    id: uuid(),
    at,
    workspaceId: identity?.workspaceId ?? null,
    actorKind: identity?.kind ?? (cameIn === undefined ? "nobody" : "user"),
    actorId: identity?.principal ?? cameIn?.id ?? null,
    actor: identity?.attributes.email ?? cameIn?.email ?? "",
    action,
    targetType: target?.type ?? null,
    targetId: target === undefined ? null : storable(target.id),
    outcome,
    detail: Object.fromEntries(
      Object.entries(detail ?? {}).map(([name, value]) => [name, typeof value === "string" ? storable(value) : value]),
    ),
    address: address ?? "",
  };
}

const storable = (text: string): string => storableText(text).slice(0, MOST_DETAIL);
