import { hkdfSync } from "node:crypto";
import { AppError, type Clock } from "@parlance/core";
import { type JWTVerifyGetKey, errors as joseErrors, jwtVerify, SignJWT } from "jose";
import type { Keyring } from "../secrets/keyring.ts";

/** What an access token says: which session of which person. Everything else is looked up at each request. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
}

export const ACCESS_TOKEN_SECONDS = 3600;

const ALGORITHM = "HS256";
const TYPE = "at+jwt";
const ISSUER = "parlance";
const AUDIENCE = "parlance-api";
const CLOCK_TOLERANCE_SECONDS = 60;

/** Short-lived signed tokens (RFC 9068) under keys made from the server's own; a token names its key by id only. */
export class AccessTokens {
  readonly #keys: readonly { readonly id: string; readonly bytes: Uint8Array }[];
  readonly #clock: Clock;

  constructor(keys: Keyring, clock: Clock) {
    this.#keys = keys.map(({ id, bytes }) => ({
      id,
      bytes: new Uint8Array(hkdfSync("sha256", bytes, "", "parlance access tokens v1", 32)),
    }));
    this.#clock = clock;
  }

  async issue({ userId, sessionId }: AccessClaims): Promise<string> {
    const [key] = this.#keys;
    if (key === undefined) throw new Error("A keyring is never empty.");
    const now = Math.floor(this.#clock.now() / 1000);
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: key.id })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setIssuedAt(now)
      .setExpirationTime(now + ACCESS_TOKEN_SECONDS)
      .sign(key.bytes);
  }

  /** Throws AUTH_EXPIRED for a token of ours whose time is over, AUTH_REQUIRED for anything else that is not right. */
  async verify(token: string): Promise<AccessClaims> {
    try {
      const { payload } = await jwtVerify(token, this.#keyOf, {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ["exp", "iat", "sub", "sid"],
        maxTokenAge: ACCESS_TOKEN_SECONDS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(this.#clock.now()),
      });
      const { sub, sid } = payload;
      if (typeof sub === "string" && typeof sid === "string") return { userId: sub, sessionId: sid };
    } catch (error) {
      if (error instanceof joseErrors.JWTExpired) throw new AppError("AUTH_EXPIRED", { cause: error });
      if (!(error instanceof joseErrors.JOSEError)) throw error;
    }
    throw new AppError("AUTH_REQUIRED");
  }

  /** Only the name of a key of ours counts; keys or addresses of keys in a header are never looked at. */
  readonly #keyOf: JWTVerifyGetKey = ({ kid }) => {
    const key = this.#keys.find(({ id }) => id === kid);
    if (key === undefined) throw new joseErrors.JWKSNoMatchingKey();
    return key.bytes;
  };
}
