import { createHash, randomBytes } from "node:crypto";
import { SecretUnreadableError, seal, unseal } from "../../secrets/envelope.ts";
import type { Keyring } from "../../secrets/keyring.ts";
import type { SharedState } from "../../sharing/shared-state.ts";
import type { AuthorizationRequest } from "./openid-provider.ts";

/** A person on the way to a provider and back. */
export interface Flow extends AuthorizationRequest {
  readonly providerId: string;
  /** Of the value that only the browser that began has, in a cookie. */
  readonly browserDigest: string;
  readonly next: string;
  readonly keepData: boolean;
  /** Whose account the provider's is to be added to; null: signing in. */
  readonly linkTo: { readonly userId: string; readonly sessionId: string } | null;
}

export type NewFlow = Pick<Flow, "providerId" | "redirectUri" | "next" | "keepData" | "linkTo">;

export const FLOW_MS = 10 * 60_000;

const random = (): string => randomBytes(32).toString("base64url");
const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** Flows under way, which any instance may end, each once. Sealed, as whoever has the verifier can use the code. */
export class Flows {
  readonly #shared: SharedState;
  readonly #keys: Keyring;

  constructor(shared: SharedState, keys: Keyring) {
    this.#shared = shared;
    this.#keys = keys;
  }

  async begin(about: NewFlow): Promise<{ readonly flow: Flow; readonly browserSecret: string }> {
    const browserSecret = random();
    const flow: Flow = {
      ...about,
      browserDigest: digestOf(browserSecret),
      state: random(),
      nonce: random(),
      verifier: random(),
    };
    const key = keyOf(flow.state);
    await this.#shared.store.set(key, seal(JSON.stringify(flow), placeOf(key), this.#keys), FLOW_MS);
    return { flow, browserSecret };
  }

  /** Undefined for a state that this server never made, that is too old, that was used, or of another browser. */
  async end(state: string | undefined, browserSecret: string | undefined): Promise<Flow | undefined> {
    if (state === undefined || browserSecret === undefined) return undefined;
    const key = keyOf(state);
    const kept = await this.#shared.store.get(key);
    const flow = kept === undefined ? undefined : this.#open(kept, key);
    if (flow === undefined || flow.browserDigest !== digestOf(browserSecret)) return undefined;
    return (await this.#shared.store.takeOnce(key)) === undefined ? undefined : flow;
  }

  #open(kept: string, key: string): Flow | undefined {
    try {
      // It was sealed by this class, so it has this shape.
      return JSON.parse(unseal(kept, placeOf(key), this.#keys)) as Flow;
    } catch (error) {
      if (error instanceof SecretUnreadableError) return undefined;
      throw error;
    }
  }
}

const keyOf = (state: string): string => `sso-flow:${digestOf(state)}`;
const placeOf = (key: string) => ({ workspaceId: "sso", sourceId: key, field: "flow" });
