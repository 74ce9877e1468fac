import type { AuditEventRow, AuditFilter, AuditStore } from "../../auditing/audit-store.ts";
import { type PagePlace, pageOf } from "../../http/page-cursor.ts";
import type { Identity } from "../../plugins/identity.ts";
import { type AuditScope, reachOf } from "./policy.ts";
import type { AuditEventBody, AuditExportQuery, AuditQuery } from "./schema.ts";

const EXPORT_PAGE = 500;

export class AuditService {
  readonly #store: AuditStore;
  readonly #keptMs: () => number;

  constructor(store: AuditStore, keptMs: () => number) {
    this.#store = store;
    this.#keptMs = keptMs;
  }

  async list(identity: Identity, scope: AuditScope, query: AuditQuery) {
    const filter = { ...reachOf(identity, scope), ...filterOf(query) };
    const rows = await this.#store.list(filter, query.cursor, query.limit + 1);
    const { items, nextCursor } = pageOf(rows, query.limit, placeOf);
    return { items: items.map(toBody), nextCursor };
  }

  /** All events that fit, newest first, a page at a time, so that a trail of any length can be taken out. */
  async *export(identity: Identity, scope: AuditScope, query: AuditExportQuery): AsyncGenerator<AuditEventBody> {
    const filter = { ...reachOf(identity, scope), ...filterOf(query) };
    let before: PagePlace | undefined;
    for (;;) {
      const rows = await this.#store.list(filter, before, EXPORT_PAGE);
      for (const row of rows) yield toBody(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < EXPORT_PAGE) return;
      before = placeOf(last);
    }
  }

  async removeExpired(now: Date): Promise<void> {
    const keptMs = this.#keptMs();
    if (keptMs > 0) await this.#store.removeBefore(new Date(now.getTime() - keptMs));
  }
}

const placeOf = ({ at, id }: AuditEventRow): PagePlace => ({ at, id });

const filterOf = ({ actor, action, target, outcome, from, to }: AuditQuery | AuditExportQuery): AuditFilter => ({
  actor,
  action,
  target,
  outcome: outcome === undefined ? undefined : [outcome],
  from: from === undefined ? undefined : new Date(from),
  to: to === undefined ? undefined : new Date(to),
});

const toBody = ({ at, ...row }: AuditEventRow): AuditEventBody => ({ ...row, at: at.toISOString() });
