import { constants, createHash, generateKeyPairSync, privateDecrypt, randomBytes } from "node:crypto";
import { type Login, moreData, type PacketStream, switchTo } from "./packets.ts";

export interface FrontAccount {
  readonly user: string;
  readonly password: string;
  /** As MySQL names it; one that no client knows stands for what a client does not speak. */
  readonly plugin: string;
}

/** How somebody tried to get in. */
export interface SignIn {
  readonly user: string;
  readonly plugin: string;
  /** What proved the password: a hash of one known already, or the password, over TLS or by the server's public key. */
  readonly way: "fast" | "tls" | "rsa" | "none";
  readonly isLetIn: boolean;
  /** Every answer of the client, as it was sent. */
  readonly answers: readonly Buffer[];
}

interface Proof {
  readonly way: SignIn["way"];
  readonly isRight: boolean;
}

const FAST_DONE = Buffer.from([3]);
const WANTS_PASSWORD = Buffer.from([4]);
/** What clients of the two plugins ask the public key with. */
const WANTS_KEY = { caching_sha2_password: 2, sha256_password: 1 } as const;
const REFUSED: Proof = { way: "none", isRight: false };

/** 20 bytes, none of them zero. */
export const newNonce = (): Buffer => Buffer.from(randomBytes(20).map((byte) => (byte % 127) + 1));

/** The server's side of MySQL 8's sign-in, with a memory of who has proved a password before. */
export class SignInDesk {
  readonly #accounts: ReadonlyMap<string, FrontAccount>;
  readonly #keys = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  readonly #cached = new Set<string>();
  readonly signIns: SignIn[] = [];

  constructor(accounts: readonly FrontAccount[]) {
    this.#accounts = new Map(accounts.map((account) => [account.user, account]));
  }

  /** Whether the login is right, and the number of the next packet. */
  async judge(login: Login, talk: Talk): Promise<boolean> {
    // Somebody unknown is led through the same steps as somebody with a wrong password.
    const account = this.#accounts.get(login.user);
    const plugin = account?.plugin ?? "caching_sha2_password";
    const proof = await this.#prove(plugin, account, login, talk);
    const isLetIn = proof.isRight && account !== undefined;
    if (isLetIn) this.#cached.add(login.user);
    this.signIns.push({ user: login.user, plugin, way: proof.way, isLetIn, answers: talk.answers });
    return isLetIn;
  }

  async #prove(plugin: string, account: FrontAccount | undefined, login: Login, talk: Talk): Promise<Proof> {
    talk.answers.push(login.response);
    const answer = login.plugin === plugin ? login.response : await talk.ask(switchTo(plugin, talk.nonce));
    if (answer === null) return REFUSED;
    if (plugin === "caching_sha2_password") return this.#byCachedHash(answer, account, talk);
    if (plugin === "sha256_password") return this.#byPassword(answer, plugin, account, talk);
    if (plugin === "mysql_native_password") {
      return { way: "fast", isRight: answer.equals(hashed("sha1", account?.password ?? "", talk.nonce, false)) };
    }
    return { way: talk.isSecure ? "tls" : "none", isRight: isPassword(answer, account) };
  }

  async #byCachedHash(answer: Buffer, account: FrontAccount | undefined, talk: Talk): Promise<Proof> {
    if (answer.length === 0) return { way: "fast", isRight: account?.password === "" };
    const expected = hashed("sha256", account?.password ?? "", talk.nonce, true);
    if (this.#cached.has(account?.user ?? "") && answer.equals(expected)) {
      talk.say(moreData(FAST_DONE));
      return { way: "fast", isRight: true };
    }
    const reply = await talk.ask(moreData(WANTS_PASSWORD));
    return reply === null ? REFUSED : this.#byPassword(reply, "caching_sha2_password", account, talk);
  }

  async #byPassword(
    answer: Buffer,
    plugin: keyof typeof WANTS_KEY,
    account: FrontAccount | undefined,
    talk: Talk,
  ): Promise<Proof> {
    if (talk.isSecure) return { way: "tls", isRight: isPassword(answer, account) };
    if (answer.length !== 1 || answer[0] !== WANTS_KEY[plugin]) return REFUSED;
    const sealed = await talk.ask(moreData(Buffer.from(this.#keys.publicKey)));
    if (sealed === null) return REFUSED;
    const { RSA_PKCS1_OAEP_PADDING: padding } = constants;
    const mixed = privateDecrypt({ key: this.#keys.privateKey, padding, oaepHash: "sha1" }, sealed);
    return {
      way: "rsa",
      isRight: isPassword(
        mixed.map((byte, i) => byte ^ (talk.nonce[i % 20] ?? 0)),
        account,
      ),
    };
  }
}

/** The rest of the conversation with one client. */
export class Talk {
  readonly nonce: Buffer;
  readonly isSecure: boolean;
  readonly answers: Buffer[] = [];
  readonly #client: PacketStream;
  #sequence: number;

  constructor(client: PacketStream, sequence: number, nonce: Buffer, isSecure: boolean) {
    this.#client = client;
    this.#sequence = sequence;
    this.nonce = nonce;
    this.isSecure = isSecure;
  }

  say(payload: Buffer): void {
    this.#client.write(this.#sequence, payload);
    this.#sequence++;
  }

  /** Null when the client hung up instead. */
  async ask(payload: Buffer): Promise<Buffer | null> {
    this.say(payload);
    const reply = await this.#client.next();
    if (reply === null) return null;
    this.#sequence = reply.sequence + 1;
    this.answers.push(reply.payload);
    return reply.payload;
  }
}

const isPassword = (sent: Uint8Array, account: FrontAccount | undefined): boolean =>
  account !== undefined && Buffer.from(`${account.password}\0`).equals(sent);

/** What a client answers a nonce with; the two plugins mix in the nonce at different ends. */
function hashed(algorithm: "sha1" | "sha256", password: string, nonce: Buffer, isNonceLast: boolean): Buffer {
  const digest = (...parts: readonly Buffer[]) => createHash(algorithm).update(Buffer.concat(parts)).digest();
  const once = digest(Buffer.from(password));
  const twice = digest(once);
  const mixed = isNonceLast ? digest(twice, nonce) : digest(nonce, twice);
  return Buffer.from(once.map((byte, i) => byte ^ (mixed[i] ?? 0)));
}
