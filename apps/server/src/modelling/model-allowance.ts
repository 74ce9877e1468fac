import { estimateTokens } from "@parlance/ask";
import { AppError, type ModelRequest } from "@parlance/core";
import type { Price } from "@parlance/models";
import type { AuditTrail } from "../auditing/audit.ts";
import type { Settings } from "../configuration/settings.ts";
import {
  WHOLE_WORKSPACE,
  type WorkspaceLimitRow,
  type WorkspaceLimitStore,
} from "../limiting/workspace-limit-store.ts";
import type { Holder } from "../plugins/identity.ts";
import type { ModelUsageStore } from "../resources/model-usage/store.ts";
import type { Executor } from "../resources/sources/store.ts";
import type { SharedStore } from "../sharing/shared-state.ts";
import type { AllowanceLetters } from "./allowance-letters.ts";
import type { CallEstimate, ModelReservations } from "./model-reservations.ts";

/** What was spent in a month, and how much may be. A null limit is none. */
export interface Spending {
  readonly tokens: number;
  readonly usd: number;
  /** Calls whose price is not known: a limit in dollars does not hold them. */
  readonly unpricedCalls: number;
  readonly limitTokens: number | null;
  readonly limitUsd: number | null;
}

export interface MonthlySpending {
  readonly from: Date;
  readonly until: Date;
  readonly workspace: Spending;
  readonly person: Spending;
}

export interface ModelAllowanceNeeds {
  readonly settings: Pick<Settings, "current">;
  readonly limits: Pick<WorkspaceLimitStore, "find">;
  readonly usage: Pick<ModelUsageStore, "spent">;
  readonly reservations: Pick<ModelReservations, "hold">;
  readonly priceOf: (provider: string, model: string) => Promise<Pick<Price, "input" | "output"> | undefined>;
  readonly letters: Pick<AllowanceLetters, "warn">;
  readonly audit: AuditTrail;
  readonly claims: Pick<SharedStore, "setOnce">;
  /** Once every call that has ended is in the books. */
  readonly written: () => Promise<void>;
  readonly now: () => Date;
}

const WARN_AT = 0.8;
const MONTH_MS = 31 * 24 * 3_600_000;

/**
 * What language models may use in a calendar month (UTC), for a workspace and for each person in it. It is added up from
 * the books before each question, and before each call together with what the calls under way may come to, on whichever
 * instance: a limit may be passed by the one call that reaches it, and by no other.
 */
export class ModelAllowance {
  readonly #needs: ModelAllowanceNeeds;

  constructor(needs: ModelAllowanceNeeds) {
    this.#needs = needs;
  }

  async spendingOf(holder: Holder): Promise<MonthlySpending> {
    await this.#needs.written();
    return this.#spending(holder);
  }

  /** Before a call: holds what it may come to. Null where nothing is limited; errors: MODEL_ALLOWANCE_USED_UP. */
  async hold(
    holder: Holder,
    request: ModelRequest,
    { provider, model }: { readonly provider: string; readonly model: string },
  ): Promise<string | null> {
    if (!(await this.#isLimited(holder))) return null;
    const estimate = estimateOf(request, await this.#needs.priceOf(provider, model));
    const id = await this.#needs.reservations.hold(holder, estimate, async (held, executor) => {
      const { workspace, person } = await this.#spending(holder, executor);
      return shareOf(withHeld(workspace, held.workspace)) < 1 && shareOf(withHeld(person, held.person)) < 1;
    });
    if (id === undefined) throw new AppError("MODEL_ALLOWANCE_USED_UP");
    return id;
  }

  async #spending(holder: Holder, executor?: Executor): Promise<MonthlySpending> {
    const { workspaceId, principal } = holder;
    const from = monthOf(this.#needs.now());
    const rows = await this.#needs.limits.find(workspaceId, [WHOLE_WORKSPACE, principal], executor);
    const rowOf = (who: string) => rows.find((row) => row.principal === who);
    const { workspace, person } = await this.#needs.usage.spent(workspaceId, principal, from, executor);
    const options = this.#needs.settings.current();
    return {
      from,
      until: new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1)),
      workspace: {
        ...workspace,
        ...limitsOf(rowOf(WHOLE_WORKSPACE), options.modelTokensPerWorkspace, options.modelUsdPerWorkspace),
      },
      person: { ...person, ...limitsOf(rowOf(principal), options.modelTokensPerPerson, options.modelUsdPerPerson) },
    };
  }

  /** Whether a model may be asked, and what the asker should be told about it. */
  async judge(holder: Holder): Promise<{ readonly mayAsk: boolean; readonly notes: readonly string[] }> {
    if (!(await this.#isLimited(holder))) return { mayAsk: true, notes: [] };
    const { workspace, person } = await this.spendingOf(holder);
    const shares = [
      { of: "this workspace's", id: holder.workspaceId, share: shareOf(workspace) },
      { of: "your", id: `${holder.workspaceId}/${holder.principal}`, share: shareOf(person) },
    ];
    const used = shares.filter(({ share }) => share >= WARN_AT).sort((a, b) => b.share - a.share);
    for (const { id, share } of used) await this.#tellOnce(holder, id, share);
    const [worst] = used;
    if (worst === undefined) return { mayAsk: true, notes: [] };
    if (worst.share < 1) return { mayAsk: true, notes: [warning(worst.of, worst.share)] };
    return { mayAsk: false, notes: [`No language model was asked: ${worst.of} allowance for this month is used up.`] };
  }

  async #isLimited({ workspaceId, principal }: Holder): Promise<boolean> {
    const options = this.#needs.settings.current();
    if (options.modelTokensPerWorkspace || options.modelTokensPerPerson) return true;
    if (options.modelUsdPerWorkspace || options.modelUsdPerPerson) return true;
    const rows = await this.#needs.limits.find(workspaceId, [WHOLE_WORKSPACE, principal]);
    return rows.some(({ modelTokens, modelUsd }) => modelTokens !== null || modelUsd !== null);
  }

  /** Once a month for each limit that is near or passed, however many questions are asked and instances there are. */
  async #tellOnce(holder: Holder, id: string, share: number): Promise<void> {
    const state = share >= 1 ? "used-up" : "nearly-used-up";
    const key = `claims:model-allowance:${monthOf(this.#needs.now()).toISOString().slice(0, 7)}:${state}:${id}`;
    // Better told twice than not at all.
    const isFirst = await this.#needs.claims.setOnce(key, "", MONTH_MS).catch(() => true);
    if (!isFirst) return;
    this.#needs.audit.record({
      action: `model-allowance.${state}`,
      identity: null,
      target: { type: "workspace", id: holder.workspaceId },
      outcome: share >= 1 ? "refused" : "done",
      detail: { percent: Math.floor(share * 100), isPersons: id !== holder.workspaceId },
    });
    if (id === holder.workspaceId) await this.#needs.letters.warn(holder.workspaceId, share);
  }
}

function estimateOf({ system, messages, maxOutputTokens }: ModelRequest, price?: Pick<Price, "input" | "output">) {
  const input = messages.reduce((sum, { content }) => sum + estimateTokens(content), estimateTokens(system));
  const usd = price === undefined ? 0 : (input * price.input + maxOutputTokens * price.output) / 1_000_000;
  return { tokens: input + maxOutputTokens, usd };
}

const withHeld = (spent: Spending, held: CallEstimate): Spending => ({
  ...spent,
  tokens: spent.tokens + held.tokens,
  usd: spent.usd + held.usd,
});

const monthOf = (time: Date): Date => new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), 1));

/** A limit that was set here counts; a server's limit of zero is none. */
function limitsOf(row: WorkspaceLimitRow | undefined, tokens: number, usd: number) {
  return { limitTokens: row?.modelTokens ?? (tokens || null), limitUsd: row?.modelUsd ?? (usd || null) };
}

function shareOf({ tokens, usd, limitTokens, limitUsd }: Spending): number {
  const share = (used: number, limit: number | null): number => {
    if (limit === null) return 0;
    return limit === 0 ? 1 : used / limit;
  };
  return Math.max(share(tokens, limitTokens), share(usd, limitUsd));
}

const warning = (whose: string, share: number): string =>
  `${Math.floor(share * 100)} % of ${whose} allowance for language models is used this month.`;
