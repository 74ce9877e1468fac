import { and, desc, eq, gte, ilike, inArray, lt, type SQL, sql } from "drizzle-orm";
import { auditEvents } from "../database/audit-tables.ts";
import type { Database } from "../database/database.ts";
import { olderThan } from "../database/older-than.ts";
import { holding, literally } from "../database/search-words.ts";
import type { PagePlace } from "../http/page-cursor.ts";
import type { AuditEvent } from "./audit.ts";

export type AuditEventRow = typeof auditEvents.$inferSelect;

/** Which events are wanted. Everything that is given must hold. */
export interface AuditFilter {
  /** Undefined: of all workspaces, and of none. */
  readonly workspaceId?: string;
  readonly actor?: string | undefined;
  /** A whole action, or the type before its dot. */
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly outcome?: readonly AuditEvent["outcome"][] | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** SQL over the audit trail. */
export class AuditStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async add(rows: AuditEventRow[]): Promise<void> {
    await this.#db.insert(auditEvents).values(rows);
  }

  /** Newest first. */
  async list(filter: AuditFilter, before: PagePlace | undefined, limit: number): Promise<AuditEventRow[]> {
    const { at, id } = auditEvents;
    const older = olderThan(before, at, id);
    return this.#db
      .select()
      .from(auditEvents)
      .where(and(...conditions(filter), older))
      .orderBy(desc(at), desc(id))
      .limit(limit);
  }

  /** The one way in which events go: by age. */
  async removeBefore(time: Date): Promise<void> {
    await this.#db.transaction(async (transaction) => {
      await transaction.execute(sql`SET LOCAL parlance.audit_retention = 'on'`);
      await transaction.delete(auditEvents).where(lt(auditEvents.at, time));
    });
  }
}

function conditions({ workspaceId, actor, action, target, outcome, from, to }: AuditFilter): (SQL | undefined)[] {
  return [
    workspaceId === undefined ? undefined : eq(auditEvents.workspaceId, workspaceId),
    actor === undefined ? undefined : ilike(auditEvents.actor, holding(actor)),
    action === undefined ? undefined : actionIs(action),
    target === undefined ? undefined : eq(auditEvents.targetId, target),
    outcome === undefined ? undefined : inArray(auditEvents.outcome, [...outcome]),
    from === undefined ? undefined : gte(auditEvents.at, from),
    to === undefined ? undefined : lt(auditEvents.at, to),
  ];
}

const actionIs = (action: string): SQL =>
  action.includes(".") ? eq(auditEvents.action, action) : sql`${auditEvents.action} LIKE ${`${literally(action)}.%`}`;
