import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** The server's side of SCRAM: RFC 5802, and RFC 7677 for SHA-256. */
export type ScramMechanism = keyof typeof HASHES;

const HASHES = {
  "SCRAM-SHA-1": { name: "sha1", bytes: 20, rounds: 10_000 },
  "SCRAM-SHA-256": { name: "sha256", bytes: 32, rounds: 15_000 },
} as const;

export const isScram = (mechanism: unknown): mechanism is ScramMechanism =>
  typeof mechanism === "string" && Object.hasOwn(HASHES, mechanism);

/** Of a message such as `n=user,r=nonce`. A user's name has "," and "=" written out. */
export function fieldsOf(message: string): ReadonlyMap<string, string> {
  return new Map(message.split(",").map((field) => [field.slice(0, 1), field.slice(2)]));
}

export const userOf = (clientFirst: string): string =>
  (fieldsOf(clientFirst).get("n") ?? "").replaceAll("=2C", ",").replaceAll("=3D", "=");

/** The client's first message without what it says of binding to a channel. */
export const bareFirst = (clientFirst: string): string => clientFirst.slice("n,,".length);

/** One sign-in. */
export class ScramConversation {
  readonly #algorithm: string;
  readonly #salted: Buffer;
  readonly #clientFirst: string;
  /** What the client is told first. */
  readonly first: string;

  /** The password as the mechanism takes it: prepared for SHA-256, MongoDB's own hash for SHA-1. */
  constructor(mechanism: ScramMechanism, clientFirst: string, password: string, chosen: ScramChoice = {}) {
    const { name, bytes, rounds } = { ...HASHES[mechanism], ...chosen };
    const salt = chosen.salt ?? randomBytes(bytes - 4);
    this.#algorithm = name;
    this.#clientFirst = clientFirst;
    this.#salted = pbkdf2Sync(password, salt, rounds, bytes, name);
    const nonce = (fieldsOf(clientFirst).get("r") ?? "") + (chosen.nonce ?? randomBytes(18).toString("base64"));
    this.first = `r=${nonce},s=${salt.toString("base64")},i=${rounds}`;
  }

  /** What proves the server to the client; null where the client has proved nothing. */
  last(clientLast: string): string | null {
    const [bare = "", proof = ""] = clientLast.split(",p=");
    const signed = [this.#clientFirst, this.first, bare].join(",");
    const clientKey = this.#mac(this.#salted, "Client Key");
    const signature = this.#mac(createHash(this.#algorithm).update(clientKey).digest(), signed);
    const expected = clientKey.map((byte, i) => byte ^ (signature[i] ?? 0));
    const isSameNonce = fieldsOf(bare).get("r") === fieldsOf(this.first).get("r");
    if (!isSameNonce || Buffer.from(expected).toString("base64") !== proof) return null;
    return `v=${this.#mac(this.#mac(this.#salted, "Server Key"), signed).toString("base64")}`;
  }

  #mac(key: Buffer, text: string): Buffer {
    return createHmac(this.#algorithm, key).update(text).digest();
  }
}

/** For published examples; otherwise made up. */
export interface ScramChoice {
  readonly salt?: Buffer;
  readonly nonce?: string;
  readonly rounds?: number;
}

/** RFC 4013 as far as passwords of tests go: what is left out, what counts as a space, and one form of each letter. */
export const prepared = (password: string): string =>
  password
    .replace(/[\u00ad\u1806\u200b-\u200d\u2060\ufeff]/gu, "")
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu, " ")
    .normalize("NFKC");
