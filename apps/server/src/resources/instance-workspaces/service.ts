import { AppError, type Clock } from "@parlance/core";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Settings } from "../../configuration/settings.ts";
import { pageOf } from "../../http/page-cursor.ts";
import { WHOLE_WORKSPACE, type WorkspaceLimitStore } from "../../limiting/workspace-limit-store.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { InstanceWorkspace, InstanceWorkspaceChange, InstanceWorkspaceQuery } from "./schema.ts";
import type { InstanceWorkspaceStore } from "./store.ts";

const MONTH_MS = 30 * 24 * 3_600_000;

export interface InstanceWorkspaceNeeds {
  readonly clock: Clock;
  readonly store: InstanceWorkspaceStore;
  readonly limits: Pick<WorkspaceLimitStore, "change">;
  readonly settings: Pick<Settings, "current">;
  readonly audit: AuditTrail;
}

type Row = Awaited<ReturnType<InstanceWorkspaceStore["list"]>>[number];

/** Every workspace there is. The right itself, instance.workspaces, is asked by the route. */
export class InstanceWorkspaceService {
  readonly #needs: InstanceWorkspaceNeeds;

  constructor(needs: InstanceWorkspaceNeeds) {
    this.#needs = needs;
  }

  async list({ search, cursor, limit }: InstanceWorkspaceQuery) {
    const rows = await this.#needs.store.list(search, this.#askedSince(), cursor, limit + 1);
    const { items, nextCursor } = pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
    return { items: items.map((row) => this.#toWire(row)), nextCursor };
  }

  async change(identity: Identity, workspaceId: string, change: InstanceWorkspaceChange): Promise<InstanceWorkspace> {
    const { clock, store, limits, audit } = this.#needs;
    const target = { type: "workspace", id: workspaceId };
    if ((await store.find(workspaceId, this.#askedSince())) === undefined) throw new AppError("WORKSPACE_NOT_FOUND");
    await limits.change({ workspaceId, principal: WHOLE_WORKSPACE }, change, new Date(clock.now()));
    audit.record({ action: "limit.change", identity, target, outcome: "done", detail: { ...change } });
    const changed = await store.find(workspaceId, this.#askedSince());
    if (changed === undefined) throw new AppError("WORKSPACE_NOT_FOUND");
    return this.#toWire(changed);
  }

  #askedSince(): Date {
    return new Date(this.#needs.clock.now() - MONTH_MS);
  }

  #toWire({ kind, createdAt, ownLimitBytes, ...row }: Row): InstanceWorkspace {
    return {
      ...row,
      kind: kind === "anonymous" ? "anonymous" : "team",
      limitBytes: ownLimitBytes ?? this.#needs.settings.current().storagePerWorkspace,
      hasOwnLimit: ownLimitBytes !== null,
      createdAt: createdAt.toISOString(),
    };
  }
}
