import { createHash, randomBytes } from "node:crypto";
import { AppError, type Clock, type Outbound } from "@parlance/core";
import { z } from "zod";
import type { ConfigSchema, ConfigValues } from "../../connecting/config-fields.ts";
import type { Identity } from "../../plugins/identity.ts";
import { seal, unseal } from "../../secrets/envelope.ts";
import type { Keyring } from "../../secrets/keyring.ts";
import type { SharedStore } from "../../sharing/shared-state.ts";
import { assertOwns } from "./policy.ts";
import type { CallbackQuery, ConsentStart, ConsentState, StartedConsent } from "./schema.ts";

const AUTHORIZE = "https://accounts.google.com/o/oauth2/v2/auth";
const TOKEN = "https://oauth2.googleapis.com/token";
const SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly";

const MINUTE_MS = 60_000;
/** Long enough to sign in and to fill in the rest of the form. */
const LIFETIME_MS = 30 * MINUTE_MS;
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
  readonly store: Pick<SharedStore, "get" | "set">;
  readonly keys: Keyring;
}

const tokenAnswer = z.object({ refresh_token: z.string().min(1).max(2_000) });
const random = (): string => randomBytes(32).toString("base64url");

/**
 * A person's agreement that their Google spreadsheets may be read. The refresh token stays here until a source is saved
 * with "consent:<id>" in its place; browsers never see it. Sealed, where every instance finds it, for half an hour.
 */
export class GoogleConsentService {
  readonly #needs: ConsentNeeds;

  constructor(needs: ConsentNeeds) {
    this.#needs = needs;
  }

  async start(identity: Identity, { clientId, clientSecret }: ConsentStart, origin: string): Promise<StartedConsent> {
    const id = random();
    const consent: Consent = {
      id,
      workspaceId: identity.workspaceId,
      clientId,
      clientSecret,
      state: `${id}.${random()}`,
      verifier: random(),
      redirectUri: `${origin}/api/v1/google-consents/callback`,
      expiresAt: this.#needs.clock.now() + LIFETIME_MS,
      outcome: "waiting",
      reason: null,
      refreshToken: null,
    };
    await this.#keep(consent);
    return { id, authorizeUrl: authorizeUrl(consent), redirectUri: consent.redirectUri };
  }

  async state(identity: Identity, id: string): Promise<ConsentState> {
    const consent = await this.#find(id);
    assertOwns(identity, consent);
    const { outcome, reason } = consent;
    return { status: outcome, reason, value: outcome === "granted" ? PREFIX + id : null };
  }

  /** The person comes back from Google. Answers whether they agreed. */
  async finish(identity: Identity, query: CallbackQuery, signal: AbortSignal): Promise<boolean> {
    const [id = ""] = (query.state ?? "").split(".");
    const consent = await this.#find(id);
    assertOwns(identity, consent);
    if (consent.state !== query.state || consent.outcome !== "waiting") throw new AppError("CONSENT_NOT_FOUND");
    if (query.code === undefined) {
      await this.#keep({ ...consent, outcome: "refused", reason: "Google was not given permission." });
      return false;
    }
    try {
      const refreshToken = await this.#exchange(consent, query.code, signal);
      await this.#keep({ ...consent, outcome: "granted", refreshToken });
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.#keep({ ...consent, outcome: "refused", reason: error.message });
      return false;
    }
  }

  /** Puts granted tokens where a config names their consent. Errors: SOURCE_SECRET_REQUIRED. */
  async fill(workspaceId: string, schema: ConfigSchema, config: ConfigValues): Promise<ConfigValues> {
    const entries = Object.entries(config).map(async ([field, value]): Promise<[string, unknown]> => {
      const isNamed = typeof value === "string" && value.startsWith(PREFIX);
      if (!isNamed || schema.properties?.[field]?.consent !== "google") return [field, value];
      const consent = await this.#find(value.slice(PREFIX.length));
      const isUsable = consent?.workspaceId === workspaceId && consent.clientId === config.clientId;
      if (!isUsable || consent.refreshToken === null) {
        throw new AppError("SOURCE_SECRET_REQUIRED", {
          message: "Sign in with Google again.",
          hint: "A sign-in can be used for half an hour, with the client it was made with.",
          details: { fields: [{ field, problem: "Sign in with Google again." }] },
        });
      }
      return [field, consent.refreshToken];
    });
    return Object.fromEntries(await Promise.all(entries));
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

  async #keep(consent: Consent): Promise<void> {
    const { store, keys, clock } = this.#needs;
    const key = keyOf(consent.id);
    const leftMs = Math.max(1, consent.expiresAt - clock.now());
    await store.set(key, seal(JSON.stringify(consent), placeOf(key), keys), leftMs);
  }

  async #find(id: string): Promise<Consent | undefined> {
    const { store, keys, clock } = this.#needs;
    const key = keyOf(id);
    const sealed = await store.get(key);
    if (sealed === undefined) return undefined;
    // It was sealed by this class, so it has this shape.
    const consent = JSON.parse(unseal(sealed, placeOf(key), keys)) as Consent;
    return consent.expiresAt > clock.now() ? consent : undefined;
  }
}

const keyOf = (id: string): string => `google-consent:${createHash("sha256").update(id).digest("base64url")}`;
const placeOf = (key: string) => ({ workspaceId: "google-consents", sourceId: key, field: "consent" });

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
