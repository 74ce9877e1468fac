import { AppError, type Clock } from "@parlance/core";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Settings } from "../../configuration/settings.ts";
import type { StorageQuota } from "../../limiting/storage-quota.ts";
import { type LimitChange, WHOLE_WORKSPACE, type WorkspaceLimitStore } from "../../limiting/workspace-limit-store.ts";
import type { ModelAllowance, Spending } from "../../modelling/model-allowance.ts";
import type { Identity } from "../../plugins/identity.ts";
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
    if (identity.kind === "anonymous") throw new AppError("PERMISSION_DENIED");
    if (userId !== undefined && change.storageBytes !== undefined) {
      throw new AppError("REQUEST_INVALID", { message: "Room is given to a workspace, not to a person in it." });
    }
    if (!identity.isInstanceAdmin) this.#refuseMore(change, userId !== undefined);
    const place = { workspaceId: identity.workspaceId, principal: userId ?? WHOLE_WORKSPACE };
    await store.change(place, defined(change), new Date(clock.now()));
    const target = { type: userId === undefined ? "workspace" : "user", id: userId ?? identity.workspaceId };
    audit.record({ action: "limit.change", identity, target, outcome: "done", detail: defined(change) });
    return this.read(identity);
  }

  #refuseMore({ storageBytes, modelTokens, modelUsd }: LimitChange, isPersons: boolean): void {
    const options = this.#needs.settings.current();
    const tokens = isPersons ? options.modelTokensPerPerson : options.modelTokensPerWorkspace;
    const usd = isPersons ? options.modelUsdPerPerson : options.modelUsdPerWorkspace;
    const isMore = (wanted: number | null | undefined, granted: number): boolean =>
      wanted != null && granted > 0 && wanted > granted;
    if (isMore(storageBytes, options.storagePerWorkspace) || isMore(modelTokens, tokens) || isMore(modelUsd, usd)) {
      throw new AppError("LIMIT_ABOVE_SERVER");
    }
  }
}

const sharesOf = ({ tokens, usd, limitTokens, limitUsd }: Spending) => ({
  tokens: { used: tokens, limit: limitTokens },
  usd: { used: usd, limit: limitUsd },
});

function defined(change: Omit<LimitsChange, "userId">): Record<string, number | null> {
  const entries = Object.entries(change).filter((entry): entry is [string, number | null] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
