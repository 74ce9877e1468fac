import { createHash, randomBytes } from "node:crypto";
import { AppError, type Clock, type Outbound } from "@parlance/core";
import { z } from "zod";
import type { ConfigSchema, ConfigValues } from "../../connecting/config-fields.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertOwns } from "./policy.ts";
import type { CallbackQuery, ConsentStart, ConsentState, StartedConsent } from "./schema.ts";

const AUTHORIZE = "https://accounts.google.com/o/oauth2/v2/auth";
const TOKEN = "https://oauth2.googleapis.com/token";
const SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly";

const MINUTE_MS = 60_000;
/** Long enough to sign in and to fill in the rest of the form. */
const LIFETIME_MS = 30 * MINUTE_MS;
const MOST_AT_ONCE = 1_000;
const PREFIX = "consent:";
const EXCHANGE_WITHIN_MS = 15_000;

interface Consent {
  readonly id: string;
  readonly workspaceId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Comes back with the callback and proves that this server began it. */
  readonly state: string;
  /** PKCE (RFC 7636): the code is useless to whoever sees it on the way. */
  readonly verifier: string;
  readonly redirectUri: string;
  readonly expiresAt: number;
  readonly outcome: ConsentState["status"];
  readonly reason: string | null;
  readonly refreshToken: string | null;
}

interface ConsentNeeds {
  readonly clock: Clock;
  readonly outbound: Outbound;
}

const tokenAnswer = z.object({ refresh_token: z.string().min(1).max(2_000) });
const random = (): string => randomBytes(32).toString("base64url");

/**
 * A person's agreement that their Google spreadsheets may be read. The refresh token stays here until a source is saved
 * with "consent:<id>" in its place; browsers never see it. Kept in memory: after a restart the person agrees again.
 */
export class GoogleConsentService {
  readonly #needs: ConsentNeeds;
  readonly #consents = new Map<string, Consent>();

  constructor(needs: ConsentNeeds) {
    this.#needs = needs;
  }

  start(identity: Identity, { clientId, clientSecret }: ConsentStart, origin: string): StartedConsent {
    this.#sweep();
    if (this.#consents.size >= MOST_AT_ONCE) throw new AppError("REQUEST_RATE_LIMITED");
    const consent: Consent = {
      id: random(),
      workspaceId: identity.workspaceId,
      clientId,
      clientSecret,
      state: random(),
      verifier: random(),
      redirectUri: `${origin}/api/v1/google-consents/callback`,
      expiresAt: this.#needs.clock.now() + LIFETIME_MS,
      outcome: "waiting",
      reason: null,
      refreshToken: null,
    };
    this.#consents.set(consent.id, consent);
    return { id: consent.id, authorizeUrl: authorizeUrl(consent), redirectUri: consent.redirectUri };
  }

  state(identity: Identity, id: string): ConsentState {
    const { outcome, reason } = this.#find(identity, id);
    return { status: outcome, reason, value: outcome === "granted" ? PREFIX + id : null };
  }

  /** The person comes back from Google. Answers whether they agreed. */
  async finish(identity: Identity, query: CallbackQuery, signal: AbortSignal): Promise<boolean> {
    const consent = this.#live().find(({ state }) => state === query.state);
    assertOwns(identity, consent);
    if (consent.outcome !== "waiting") throw new AppError("CONSENT_NOT_FOUND");
    if (query.code === undefined) {
      this.#settle(consent, { outcome: "refused", reason: "Google was not given permission.", refreshToken: null });
      return false;
    }
    try {
      const refreshToken = await this.#exchange(consent, query.code, signal);
      this.#settle(consent, { outcome: "granted", reason: null, refreshToken });
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#settle(consent, { outcome: "refused", reason: error.message, refreshToken: null });
      return false;
    }
  }

  /** Puts granted tokens where a config names their consent. Errors: SOURCE_SECRET_REQUIRED. */
  fill(workspaceId: string, schema: ConfigSchema, config: ConfigValues): ConfigValues {
    const entries = Object.entries(config).map(([field, value]): [string, unknown] => {
      const isNamed = typeof value === "string" && value.startsWith(PREFIX);
      if (!isNamed || schema.properties?.[field]?.consent !== "google") return [field, value];
      const consent = this.#consents.get(value.slice(PREFIX.length));
      const isUsable = consent?.workspaceId === workspaceId && consent.clientId === config.clientId;
      if (!isUsable || consent.refreshToken === null || consent.expiresAt <= this.#needs.clock.now()) {
        throw new AppError("SOURCE_SECRET_REQUIRED", {
          message: "Sign in with Google again.",
          hint: "A sign-in can be used for half an hour, with the client it was made with.",
          details: { fields: [{ field, problem: "Sign in with Google again." }] },
        });
      }
      return [field, consent.refreshToken];
    });
    return Object.fromEntries(entries);
  }

  async #exchange({ clientId, clientSecret, verifier, redirectUri }: Consent, code: string, signal: AbortSignal) {
    const form = new URLSearchParams({
      grant_type: "authorization_code",
      code,
      client_id: clientId,
      client_secret: clientSecret,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    });
    const response = await this.#needs.outbound.request(TOKEN, {
      method: "POST",
      body: form,
      redirect: "error",
      signal: AbortSignal.any([signal, AbortSignal.timeout(EXCHANGE_WITHIN_MS)]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new AppError("SOURCE_SIGN_IN_FAILED", { message: "Google did not accept the client id or its secret." });
    }
    const { success, data } = tokenAnswer.safeParse(await response.json());
    if (success) return data.refresh_token;
    throw new AppError("SOURCE_SIGN_IN_FAILED", { message: "Google gave no lasting permission." });
  }

  #find(identity: Identity, id: string): Consent {
    const consent = this.#live().find((each) => each.id === id);
    assertOwns(identity, consent);
    return consent;
  }

  #live(): Consent[] {
    const now = this.#needs.clock.now();
    return [...this.#consents.values()].filter(({ expiresAt }) => expiresAt > now);
  }

  #settle(consent: Consent, outcome: Pick<Consent, "outcome" | "reason" | "refreshToken">): void {
    this.#consents.set(consent.id, { ...consent, ...outcome });
  }

  #sweep(): void {
    const now = this.#needs.clock.now();
    for (const { id, expiresAt } of this.#consents.values()) if (expiresAt <= now) this.#consents.delete(id);
  }
}

function authorizeUrl({ clientId, redirectUri, state, verifier }: Consent): string {
  const url = new URL(AUTHORIZE);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: SCOPE,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    // A refresh token is given only offline, and again only after a new agreement.
    access_type: "offline",
    prompt: "consent",
  }).toString();
  return url.href;
}
