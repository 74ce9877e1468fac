import { AppError, isAppError, type Outbound } from "@parlance/core";
import * as openid from "openid-client";
import type { SsoProvider } from "../../configuration/sections/single-sign-on.ts";
import { limitedFetch } from "./limited-fetch.ts";

/** What a provider says of a person, after everything about the answer was checked. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly isEmailVerified: boolean;
  readonly name: string | null;
  readonly groups: readonly string[];
}

export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface OpenidProviderNeeds {
  readonly outbound: Outbound;
  /** Wall clock in milliseconds; tokens are judged by it. */
  readonly now: () => number;
}

const TIMEOUT_SECONDS = 10;
/** Clocks of two servers are never quite the same. */
const TOLERANCE_SECONDS = 60;
const METADATA_FOR_MS = 10 * 60_000;
const MAX_GROUPS = 1_000;

/**
 * One OpenID provider: authorization code with PKCE, state and nonce. Its keys are fetched for every sign-in, so that
 * a change of keys counts at once; what it says of itself is kept for some minutes.
 */
export class OpenidProvider {
  readonly settings: SsoProvider;
  readonly #needs: OpenidProviderNeeds;
  #metadata: { readonly value: openid.ServerMetadata; readonly untilMs: number } | undefined;

  constructor(settings: SsoProvider, needs: OpenidProviderNeeds) {
    this.settings = settings;
    this.#needs = needs;
  }

  /** Where the browser goes. Errors: SSO_PROVIDER_UNREACHABLE. */
  async authorizeUrl({ redirectUri, state, nonce, verifier }: AuthorizationRequest): Promise<string> {
    const config = await this.#reached(() => this.#configuration());
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: this.settings.scopes.join(" "),
      state,
      nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    });
    return url.href;
  }

  /**
   * Turns the code that came back into who the person is. Checked: state, the answer's issuer, the code with PKCE, the
   * token's signature, issuer, audience, nonce and times. Errors: SSO_ANSWER_INVALID, SSO_PROVIDER_UNREACHABLE.
   */
  async claims(answer: URL, { state, nonce, verifier }: AuthorizationRequest): Promise<Claims> {
    return this.#reached(async () => {
      const config = await this.#configuration();
      const tokens = await openid.authorizationCodeGrant(config, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const idToken = tokens.claims();
      if (idToken === undefined) throw new AppError("SSO_ANSWER_INVALID");
      const isComplete = typeof idToken.email === "string";
      const more =
        isComplete || config.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await openid.fetchUserInfo(config, tokens.access_token, idToken.sub);
      return this.#read({ ...more, ...idToken });
    });
  }

  #read(claims: Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string }): Claims {
    const { groupsClaim, confirmsEmails } = this.settings;
    const email = typeof claims.email === "string" ? claims.email : null;
    const groups = groupsClaim === undefined ? [] : claims[groupsClaim];
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email,
      // Exactly true: some providers send the text "false".
      isEmailVerified:
        email !== null && (claims.email_verified === true || (confirmsEmails && claims.email_verified === undefined)),
      name: typeof claims.name === "string" ? claims.name : null,
      groups: Array.isArray(groups)
        ? groups.filter((group): group is string => typeof group === "string").slice(0, MAX_GROUPS)
        : [],
    };
  }

  async #configuration(): Promise<openid.Configuration> {
    const { clientId } = this.settings;
    const server = await this.#server();
    const config = new openid.Configuration(server, clientId, this.#clientMetadata(), this.#authentication(server));
    this.#prepare(config);
    // Else the signature of a token that came over TLS is taken on trust.
    openid.enableNonRepudiationChecks(config);
    return config;
  }

  async #server(): Promise<openid.ServerMetadata> {
    const known = this.#metadata;
    if (known !== undefined && known.untilMs > performance.now()) return known.value;
    const { issuer, clientId } = this.settings;
    const found = await openid.discovery(new URL(issuer), clientId, undefined, undefined, {
      timeout: TIMEOUT_SECONDS,
      [openid.customFetch]: limitedFetch(this.#needs.outbound),
      execute: this.#isPlain() ? [openid.allowInsecureRequests] : [],
    });
    const value = found.serverMetadata();
    this.#metadata = { value, untilMs: performance.now() + METADATA_FOR_MS };
    return value;
  }

  #clientMetadata(): Partial<openid.ClientMetadata> {
    return {
      [openid.clockSkew]: Math.round((this.#needs.now() - Date.now()) / 1_000),
      [openid.clockTolerance]: TOLERANCE_SECONDS,
    };
  }

  #authentication(server: openid.ServerMetadata): openid.ClientAuth {
    const { clientSecret } = this.settings;
    if (clientSecret === undefined) return openid.None();
    const methods = server.token_endpoint_auth_methods_supported;
    const isBasic = methods === undefined || methods.includes("client_secret_basic");
    return isBasic ? openid.ClientSecretBasic(clientSecret) : openid.ClientSecretPost(clientSecret);
  }

  #prepare(config: openid.Configuration): void {
    config.timeout = TIMEOUT_SECONDS;
    config[openid.customFetch] = limitedFetch(this.#needs.outbound);
    if (this.#isPlain()) openid.allowInsecureRequests(config);
  }

  /** Only of this machine: the settings allow no other. */
  #isPlain(): boolean {
    return this.settings.issuer.startsWith("http:");
  }

  async #reached<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw asAppError(error);
    }
  }
}

/** What fails on the way is no answer; everything else is a wrong one. */
function asAppError(error: unknown): AppError {
  if (isAppError(error) && error.code.startsWith("SSO_")) return error;
  if (isUnreached(error)) return new AppError("SSO_PROVIDER_UNREACHABLE", { cause: error });
  return new AppError("SSO_ANSWER_INVALID", { cause: error });
}

function isUnreached(error: unknown): boolean {
  if (isAppError(error)) return !error.code.startsWith("SSO_");
  if (!(error instanceof Error)) return false;
  if (error.name === "TimeoutError" || error.name === "AbortError") return true;
  // The library's name for a refused discovery or a server error.
  const status = "status" in error ? Number(error.status) : responseStatus(error.cause);
  return status >= 500 || isUnreached(error.cause);
}

const responseStatus = (cause: unknown): number => (cause instanceof Response ? cause.status : 0);
