import { hkdfSync } from "node:crypto";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import type { Keyring } from "../secrets/keyring.ts";
import { AccessTokens } from "./access-tokens.ts";

const NOW = Date.UTC(2026, 0, 15, 12);
const clock = { now: () => NOW };
const RING: Keyring = [{ id: "newest", bytes: Buffer.alloc(32, 7) }];
const tokens = new AccessTokens(RING, clock);
const WHO = { userId: "01980000-0000-7000-8000-000000000001", sessionId: "01980000-0000-7000-8000-000000000002" };

/** The server's own key, as an attacker never has it: shows that a token fails for its claims and not for its key. */
const OWN = new Uint8Array(hkdfSync("sha256", Buffer.alloc(32, 7), "", "parlance access tokens v1", 32));
const SECONDS = NOW / 1000;
const HEADER = { alg: "HS256", typ: "at+jwt", kid: "newest" };
const CLAIMS = {
  iss: "parlance",
  aud: "parlance-api",
  sub: WHO.userId,
  sid: WHO.sessionId,
  iat: SECONDS,
  exp: SECONDS + 3600,
};
const signed = (claims: object = {}, header: object = {}, key: Uint8Array = OWN): Promise<string> =>
  new SignJWT({ ...CLAIMS, ...claims }).setProtectedHeader({ ...HEADER, ...header }).sign(key);
/** As whoever writes bytes by hand, without a library's care. */
const handmade = (header: object, claims: object, signature = ""): string =>
  [JSON.stringify(header), JSON.stringify(claims)].map((part) => Buffer.from(part).toString("base64url")).join(".") +
  `.${signature}`;

const codeOf = (token: string): Promise<string> =>
  tokens.verify(token).then(
    () => "let in",
    (error: { code: string }) => error.code,
  );

test("a token of ours is read, also under an older key of the ring", async () => {
  const token = await tokens.issue(WHO);
  expect(await tokens.verify(token)).toEqual(WHO);
  const rotated = new AccessTokens([{ id: "brand-new", bytes: Buffer.alloc(32, 9) }, ...RING], clock);
  expect(await rotated.verify(token)).toEqual(WHO);
  const without = new AccessTokens([{ id: "brand-new", bytes: Buffer.alloc(32, 9) }], clock);
  await expect(without.verify(token)).rejects.toMatchObject({ code: "AUTH_REQUIRED" });
});

describe("is nothing to this server:", () => {
  const FORGED: readonly (readonly [string, () => string | Promise<string>])[] = [
    ["#2 alg none", () => new UnsecuredJWT(CLAIMS).encode()],
    ["#2 alg None", () => handmade({ ...HEADER, alg: "None" }, CLAIMS)],
    ["#2 alg nOnE", () => handmade({ ...HEADER, alg: "nOnE" }, CLAIMS)],
    ["#2 an empty signature", async () => (await signed()).replace(/\.[^.]*$/, ".")],
    [
      "#3 HS256 keyed with a public key",
      async () =>
        signed({}, {}, new TextEncoder().encode(await exportSPKI((await generateKeyPair("ES256")).publicKey))),
    ],
    ["#3 another algorithm of the same family", () => signed({}, { alg: "HS512" })],
    [
      "#4 a key in the header",
      async () => {
        const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
        const jwk = await exportJWK(publicKey);
        return new SignJWT(CLAIMS).setProtectedHeader({ ...HEADER, alg: "ES256", jwk }).sign(privateKey);
      },
    ],
    [
      "#4 the address of a key",
      () => signed({}, { jku: "http://127.0.0.1:1/keys", kid: "theirs" }, Buffer.alloc(32, 1)),
    ],
    ["#4 a path as key id", () => signed({}, { kid: "../../dev/null" }, new Uint8Array(32))],
    ["#4 SQL as key id", () => signed({}, { kid: "' UNION SELECT 'k" })],
    [
      "#5 a secret of the documents",
      () => signed({}, {}, new TextEncoder().encode("change-me-change-me-change-me-00")),
    ],
    ["#6 no exp", () => handmadeSigned(({ exp: _, ...rest }) => rest)],
    ["#6 exp as text", () => handmadeSigned((claims) => ({ ...claims, exp: String(claims.exp) }))],
    ["#6 nbf in the future", () => signed({ nbf: SECONDS + 120 })],
    ["#6 iat ten years ahead", () => signed({ iat: SECONDS + 315_360_000, exp: SECONDS + 315_363_600 })],
    ["#6 issued long ago, with a far exp", () => signed({ iat: SECONDS - 86_400, exp: SECONDS + 86_400 })],
    ["#7 another type", () => signed({}, { typ: "JWT" })],
    ["#7 another audience", () => signed({ aud: "embed" })],
    ["#7 another issuer", () => signed({ iss: "somebody" })],
    ["#7 no session", () => handmadeSigned(({ sid: _, ...rest }) => rest)],
    ["#7 a refresh token", () => `plr_${WHO.sessionId}.${"a".repeat(43)}.${"b".repeat(22)}`],
    ["#7 an API key", () => `plk_${"a".repeat(40)}`],
    [
      "a changed claim",
      async () =>
        (await signed()).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify({ ...CLAIMS, sub: "x" })).toString("base64url")}.`,
        ),
    ],
    ["nothing", () => ""],
  ];
  const handmadeSigned = (change: (claims: typeof CLAIMS) => object): Promise<string> =>
    // What jose would not write itself.
    new SignJWT(change(CLAIMS) as typeof CLAIMS).setProtectedHeader(HEADER).sign(OWN);
  test.each(FORGED)("%s", async (_name, make) => {
    expect(await codeOf(await make())).toMatch(/^AUTH_(?:REQUIRED|EXPIRED)$/);
  });
});

test.each([
  ["#6 just over, within the tolerance", { exp: SECONDS - 59 }, "let in"],
  ["#6 over", { exp: SECONDS - 61 }, "AUTH_EXPIRED"],
  ["#6 not yet, within the tolerance", { nbf: SECONDS + 59 }, "let in"],
  ["#6 not yet", { nbf: SECONDS + 61 }, "AUTH_REQUIRED"],
])("%s", async (_name, claims, expected) => {
  expect(await codeOf(await signed(claims))).toBe(expected);
});
