import { AppError } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import type { ConfirmPerson } from "../../accounts/confirm-person.ts";
import type { BegunSession } from "../../accounts/sessions.ts";
import type { UserRow, UserStore } from "../../accounts/user-store.ts";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Settings } from "../../configuration/settings.ts";
import { securityChangedLetter } from "../../mailing/letters.ts";
import { linkTo, publicAddress } from "../../mailing/mail-links.ts";
import type { Mailer } from "../../mailing/mailer.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { Arrival, AuthService } from "../auth/service.ts";
import type { TwoFactorService } from "../two-factor/service.ts";
import type { Flow, Flows } from "./flows.ts";
import { nextPath } from "./next-path.ts";
import type { OpenidProvider } from "./openid-provider.ts";
import type { People } from "./people.ts";
import { sessionOf } from "./policy.ts";
import type { LinkedProviders, StartBody } from "./schema.ts";
import type { UserIdentityStore } from "./store.ts";

export interface SingleSignOnNeeds {
  readonly providers: readonly OpenidProvider[];
  readonly flows: Flows;
  readonly people: People;
  readonly identities: UserIdentityStore;
  readonly auth: AuthService;
  readonly users: Pick<UserStore, "find">;
  readonly confirmPerson: ConfirmPerson;
  readonly twoFactor: TwoFactorService;
  readonly settings: Pick<Settings, "current">;
  readonly mailer: Mailer;
  readonly audit: AuditTrail;
  readonly log: Pick<FastifyBaseLogger, "warn">;
}

export interface StartedFlow {
  readonly authorizeUrl: string;
  /** For a cookie of the browser that began. */
  readonly browserSecret: string;
}

/** How a way back from a provider ended. */
export type Returned =
  | { readonly kind: "signedIn"; readonly session: BegunSession; readonly next: string; readonly keepData: boolean }
  | { readonly kind: "secondFactor"; readonly ticket: string; readonly next: string; readonly keepData: boolean }
  | { readonly kind: "linked"; readonly next: string };

/** What came back in the address. */
export interface CallbackAnswer {
  readonly providerId: string;
  readonly search: string;
  readonly state: string | undefined;
  readonly browserSecret: string | undefined;
  readonly caller: Identity | null;
}

export class SingleSignOnService {
  readonly #needs: SingleSignOnNeeds;

  constructor(needs: SingleSignOnNeeds) {
    this.#needs = needs;
  }

  offers(): readonly { readonly id: string; readonly label: string }[] {
    return this.#needs.providers.map(({ settings: { id, label } }) => ({ id, label }));
  }

  async start(providerId: string, { next, keepData }: StartBody, linker: Identity | null): Promise<StartedFlow> {
    const provider = this.#provider(providerId);
    const { flow, browserSecret } = await this.#needs.flows.begin({
      providerId,
      redirectUri: `${publicAddress(this.#needs.settings.current())}/api/v1/auth/single-sign-on/${providerId}/callback`,
      next: nextPath(next),
      keepData,
      linkTo: linker === null ? null : sessionOf(linker),
    });
    return { authorizeUrl: await provider.authorizeUrl(flow), browserSecret };
  }

  /** Before a way in is added or taken: a session may be left open or stolen. Errors: ACCOUNT_PASSWORD_WRONG, AUTH_EXPIRED. */
  async confirm(identity: Identity, password: string | undefined, address: string): Promise<void> {
    const { userId, sessionId } = sessionOf(identity);
    const user = await this.#needs.users.find(userId);
    if (user === undefined) throw new AppError("AUTH_REQUIRED");
    await this.#needs.confirmPerson.confirm(user, password, { sessionId, address });
  }

  /** The person is back. Errors: SSO_STATE_INVALID, SSO_ANSWER_INVALID and what People finds wrong; nothing changes then. */
  async finish(answer: CallbackAnswer, arrival: Arrival): Promise<Returned> {
    const flow = await this.#needs.flows.end(answer.state, answer.browserSecret);
    if (flow === undefined || flow.providerId !== answer.providerId) throw new AppError("SSO_STATE_INVALID");
    try {
      return await this.#welcome(flow, answer, arrival);
    } catch (error) {
      if (error instanceof AppError) this.#refused(flow, error, arrival);
      throw error;
    }
  }

  async #welcome(flow: Flow, { search, caller }: CallbackAnswer, arrival: Arrival): Promise<Returned> {
    const { people, twoFactor, auth } = this.#needs;
    const provider = this.#provider(flow.providerId);
    const claims = await provider.claims(new URL(`${flow.redirectUri}${search}`), flow);
    const { next, keepData } = flow;
    if (flow.linkTo !== null) {
      const isSame = caller?.userId === flow.linkTo.userId && caller.sessionId === flow.linkTo.sessionId;
      if (!isSame) throw new AppError("SSO_STATE_INVALID");
      const user = await people.link(provider.settings, claims, flow.linkTo.userId);
      await this.#linked(user, provider, caller, arrival);
      return { kind: "linked", next };
    }
    const { user, how } = await people.find(provider.settings, claims);
    if (how === "linked") await this.#linked(user, provider, null, arrival);
    const { issuer, asksSecondFactor } = provider.settings;
    const method = `oidc:${issuer}`;
    const ticket = asksSecondFactor ? null : await twoFactor.challengeAfter({ userId: user.id, method });
    if (ticket !== null) return { kind: "secondFactor", ticket, next, keepData };
    const kept = { ...arrival, keep: keepData ? arrival.keep : null };
    const session = await auth.begin(user, asksSecondFactor ? `${method}+provider` : method, kept);
    return { kind: "signedIn", session, next, keepData };
  }

  async linked(identity: Identity): Promise<LinkedProviders> {
    const { userId } = sessionOf(identity);
    const rows = await this.#needs.identities.listOf(userId);
    return {
      providers: this.#needs.providers.map(({ settings: { id, label, issuer } }) => {
        const row = rows.find((each) => isSameIssuer(each.issuer, issuer));
        const lastUsedAt = row?.lastUsedAt?.toISOString() ?? null;
        return { id, label, isLinked: row !== undefined, email: row?.email ?? null, lastUsedAt };
      }),
    };
  }

  /** Errors: SSO_NOT_LINKED, SSO_LAST_WAY_IN. */
  async unlink(identity: Identity, providerId: string): Promise<void> {
    const { identities, audit } = this.#needs;
    const { userId } = sessionOf(identity);
    const { issuer } = this.#provider(providerId).settings;
    const rows = await identities.listOf(userId);
    const row = rows.find((each) => isSameIssuer(each.issuer, issuer));
    if (row === undefined) throw new AppError("SSO_NOT_LINKED");
    if (rows.length === 1 && !(await identities.hasPassword(userId))) throw new AppError("SSO_LAST_WAY_IN");
    await identities.remove(userId, row.issuer);
    const target = { type: "user", id: userId };
    audit.record({ action: "account.unlink", identity, target, outcome: "done", detail: { providerId } });
  }

  async #linked(
    user: UserRow,
    { settings }: OpenidProvider,
    identity: Identity | null,
    arrival: Arrival,
  ): Promise<void> {
    const { audit, mailer, settings: all } = this.#needs;
    audit.record({
      action: "account.link",
      identity,
      target: { type: "user", id: user.id },
      outcome: "done",
      detail: { providerId: settings.id },
      address: arrival.device.address,
    });
    const what = `Signing in with ${settings.label} was added`;
    const url = linkTo(all.current(), "/settings/account");
    await mailer.send({ to: user.email, ...securityChangedLetter({ name: user.name, what, url }) });
  }

  #refused({ providerId }: Flow, { code, cause }: AppError, { device }: Arrival): void {
    const { audit, log } = this.#needs;
    // The person is told nothing of what was wrong with the answer; whoever runs the server is.
    const reason = cause instanceof Error ? cause.message : undefined;
    log.warn({ providerId, code, reason }, "a sign-in with a provider was refused");
    audit.record({
      action: "account.sign-in",
      identity: null,
      outcome: "refused",
      detail: { reason: code, providerId },
      address: device.address,
    });
  }

  #provider(id: string): OpenidProvider {
    const found = this.#needs.providers.find(({ settings }) => settings.id === id);
    if (found === undefined) throw new AppError("SSO_PROVIDER_NOT_FOUND");
    return found;
  }
}

/** Providers differ over a last slash between what they are told to be called and what they call themselves. */
const isSameIssuer = (one: string, other: string): boolean => one.replace(/\/$/, "") === other.replace(/\/$/, "");
