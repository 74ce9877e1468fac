import type { Clock } from "@parlance/core";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Settings } from "../../configuration/settings.ts";
import type { StorageQuota } from "../../limiting/storage-quota.ts";
import { WHOLE_WORKSPACE, type WorkspaceLimitStore } from "../../limiting/workspace-limit-store.ts";
import type { ModelAllowance, Spending } from "../../modelling/model-allowance.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertMayChange } from "./policy.ts";
import type { LimitsBody, LimitsChange } from "./schema.ts";

export interface LimitServiceNeeds {
  readonly clock: Clock;
  readonly settings: Pick<Settings, "current">;
  readonly store: WorkspaceLimitStore;
  readonly quota: Pick<StorageQuota, "useOf">;
  readonly allowance: Pick<ModelAllowance, "spendingOf">;
  readonly audit: AuditTrail;
}

/** What a workspace may store and spend, and how much of it is used. */
export class LimitService {
  readonly #needs: LimitServiceNeeds;

  constructor(needs: LimitServiceNeeds) {
    this.#needs = needs;
  }

  async read(identity: Identity): Promise<LimitsBody> {
    const { quota, allowance } = this.#needs;
    const { from, until, workspace, person } = await allowance.spendingOf(identity);
    return {
      storage: await quota.useOf(identity.workspaceId),
      models: {
        from: from.toISOString(),
        until: until.toISOString(),
        workspace: sharesOf(workspace),
        person: sharesOf(person),
      },
    };
  }

  /** Who looks after a workspace may set less than the server grants; who looks after the server, anything. */
  async change(identity: Identity, { userId, ...change }: LimitsChange): Promise<LimitsBody> {
    const { clock, store, audit } = this.#needs;
    assertMayChange(identity, { userId, ...change }, this.#needs.settings.current());
    const place = { workspaceId: identity.workspaceId, principal: userId ?? WHOLE_WORKSPACE };
    await store.change(place, defined(change), new Date(clock.now()));
    const target = { type: userId === undefined ? "workspace" : "user", id: userId ?? identity.workspaceId };
    audit.record({ action: "limit.change", identity, target, outcome: "done", detail: defined(change) });
    return this.read(identity);
  }
}

const sharesOf = ({ tokens, usd, unpricedCalls, limitTokens, limitUsd }: Spending) => ({
  tokens: { used: tokens, limit: limitTokens },
  usd: { used: usd, limit: limitUsd },
  unpricedCalls,
});

function defined(change: Omit<LimitsChange, "userId">): Record<string, number | null> {
  const entries = Object.entries(change).filter((entry): entry is [string, number | null] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
