import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { hasKeyFor, type SecretPlace, SecretUnreadableError, seal, unseal } from "./envelope.ts";
import { KEY_FILE, openKeyring, WeakSecretKeyError } from "./keyring.ts";

const folder = mkdtempSync(join(tmpdir(), "parlance-secrets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KEY_ONE = "one-0123456789-abcdefghijklmnopqrstuvwxyz";
const KEY_TWO = "two-0123456789-abcdefghijklmnopqrstuvwxyz";
const PLACE: SecretPlace = { workspaceId: "w1", sourceId: "s1", field: "password" };

describe("the keyring", () => {
  test("is made once, in a file that only this account reads", async () => {
    const [first] = await openKeyring(folder, undefined);
    const [again] = await openKeyring(folder, undefined);
    expect(again).toEqual(first);
    expect(statSync(join(folder, KEY_FILE)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, KEY_FILE), "utf8")).not.toContain(first.bytes.toString("base64"));
  });

  test.each(["secret", "changeme", "x".repeat(64), "short-but-random-9f8e7d"])(
    "a key such as %s is refused",
    async (setting) => {
      await expect(openKeyring(folder, setting)).rejects.toBeInstanceOf(WeakSecretKeyError);
    },
  );
});

describe("the envelope", () => {
  test("opens to what was sealed, and never looks the same twice", async () => {
    const keys = await openKeyring(folder, KEY_ONE);
    const sealed = seal("pässword ✓", PLACE, keys);
    expect(unseal(sealed, PLACE, keys)).toBe("pässword ✓");
    expect(seal("pässword ✓", PLACE, keys)).not.toBe(sealed);
    expect(sealed).not.toContain("password");
  });

  const SWAPS: [string, SecretPlace][] = [
    ["another workspace", { ...PLACE, workspaceId: "w2" }],
    ["another source", { ...PLACE, sourceId: "s2" }],
    ["another field", { ...PLACE, field: "sshKey" }],
    ["a place that only looks the same joined", { ...PLACE, workspaceId: 'w1","s1', sourceId: "" }],
  ];
  test.each(SWAPS)("does not open in %s", async (_name, place) => {
    const keys = await openKeyring(folder, KEY_ONE);
    expect(() => unseal(seal("x", PLACE, keys), place, keys)).toThrow(SecretUnreadableError);
  });

  test("does not open when a single bit was changed, wherever", async () => {
    const keys = await openKeyring(folder, KEY_ONE);
    const sealed = seal("top secret", PLACE, keys);
    for (let at = sealed.lastIndexOf(".") + 1; at < sealed.length - 1; at++) {
      const swapped = sealed[at] === "A" ? "B" : "A";
      expect(() => unseal(sealed.slice(0, at) + swapped + sealed.slice(at + 1), PLACE, keys)).toThrow(
        SecretUnreadableError,
      );
    }
  });

  test.each(["", "v1", "v0.a.b.c", "v1.x.y.z", "...."])("%j is no envelope", async (text) => {
    const keys = await openKeyring(folder, KEY_ONE);
    expect(() => unseal(text, PLACE, keys)).toThrow(SecretUnreadableError);
  });

  test("opens under an older key of the ring, and not without it", async () => {
    const sealed = seal("x", PLACE, await openKeyring(folder, KEY_ONE));
    const both = await openKeyring(folder, `${KEY_TWO}, ${KEY_ONE}`);
    const other = await openKeyring(folder, KEY_TWO);
    expect(unseal(sealed, PLACE, both)).toBe("x");
    expect(hasKeyFor(sealed, other)).toBe(false);
    expect(() => unseal(sealed, PLACE, other)).toThrow(SecretUnreadableError);
    expect(hasKeyFor(seal("x", PLACE, both), other), "the newest key seals").toBe(true);
  });
});
