import { createHash, randomBytes } from "node:crypto";

/** What a key looks like: a mark that scanners of repositories can search for, an id to look it up by, a secret. */
const KEY = /^plk_([0-9a-f]{20})_[A-Za-z0-9_-]{43}$/;

/** As a key looks anywhere in an address, encoded or not. */
export const KEY_IN_ADDRESS = /plk_[0-9a-f]{20}_/;

export interface NewKey {
  readonly id: string;
  /** Shown once. */
  readonly text: string;
  readonly prefix: string;
  readonly digest: string;
}

export function newKey(): NewKey {
  const id = randomBytes(10).toString("hex");
  const text = `plk_${id}_${randomBytes(32).toString("base64url")}`;
  return { id, text, prefix: `plk_${id.slice(0, 8)}`, digest: digestOf(text) };
}

/** The secret has 256 random bits, so that a fast hash keeps it as well as a slow one would. */
export const digestOf = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** The id inside a key, or nothing where it is no key. */
export const keyIdOf = (text: string): string | undefined => KEY.exec(text)?.[1];
