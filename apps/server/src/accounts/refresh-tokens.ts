import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Keyring, SecretKey } from "../secrets/keyring.ts";

/**
 * "plr_<session id>.<secret>.<seal>". The seal shows that a token was once ours, so that one used long after it was
 * replaced is known as stolen goods, while anybody's invented token means nothing to anybody's session.
 */
export interface RefreshToken {
  readonly sessionId: string;
  readonly text: string;
}

const FORM = /^plr_([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{22})$/;
const SEAL_BYTES = 16;

export const refreshDigestOf = (text: string): string => createHash("sha256").update(`refresh:${text}`).digest("hex");

export class RefreshTokens {
  readonly #keys: readonly [Buffer, ...Buffer[]];

  constructor([first, ...others]: Keyring) {
    this.#keys = [keyFor(first), ...others.map(keyFor)];
  }

  first(sessionId: string): RefreshToken {
    return this.#made(sessionId, randomBytes(32).toString("base64url"));
  }

  /** Undefined for what this server never gave out. */
  read(text: string): RefreshToken | undefined {
    const [, sessionId = "", secret = "", seal = ""] = FORM.exec(text) ?? [];
    if (sessionId === "") return undefined;
    const given = Buffer.from(seal, "base64url");
    const isOurs = this.#keys.some((key) => timingSafeEqual(sealOf(key, sessionId, secret), given));
    return isOurs ? { sessionId, text } : undefined;
  }

  /**
   * What comes after a token: the same for every request that brings it, under each key of the ring, newest first.
   * Two requests at once therefore end with one token, and nothing but digests has to be kept.
   */
  after({ sessionId, text }: RefreshToken): readonly [RefreshToken, ...RefreshToken[]] {
    const next = (key: Buffer) =>
      this.#made(sessionId, createHmac("sha256", key).update(`next:${text}`).digest("base64url"));
    const [first, ...others] = this.#keys;
    return [next(first), ...others.map(next)];
  }

  #made(sessionId: string, secret: string): RefreshToken {
    const seal = sealOf(this.#keys[0], sessionId, secret).toString("base64url");
    return { sessionId, text: `plr_${sessionId}.${secret}.${seal}` };
  }
}

const keyFor = ({ bytes }: SecretKey): Buffer =>
  Buffer.from(hkdfSync("sha256", bytes, "", "parlance refresh tokens v1", 32));

const sealOf = (key: Buffer, sessionId: string, secret: string): Buffer =>
  createHmac("sha256", key).update(`seal:${sessionId}.${secret}`).digest().subarray(0, SEAL_BYTES);
