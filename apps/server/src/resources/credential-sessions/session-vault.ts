import { createHash, randomBytes } from "node:crypto";
import type { Dialect } from "@parlance/core";
import type { ConfigValues } from "../../connecting/config-fields.ts";
import { SecretUnreadableError, seal, unseal } from "../../secrets/envelope.ts";
import type { Keyring } from "../../secrets/keyring.ts";
import type { SharedState } from "../../sharing/shared-state.ts";

/** All that a session is. */
export interface SessionRecord {
  /** Of its one source and of its workspace. */
  readonly sourceId: string;
  readonly workspaceId: string;
  readonly connector: string;
  readonly name: string;
  readonly dialect: Dialect;
  readonly version: string;
  readonly tableCount: number;
  readonly rowCount: number;
  readonly config: ConfigValues;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** The same record by something that is no secret. */
export interface KnownSession extends SessionRecord {
  readonly key: string;
}

const ID = /^[A-Za-z0-9_-]{43}$/;

/**
 * Sessions that all instances see, in memory or in Redis, and nowhere else. Each is sealed for its own place, which is
 * the digest of its id: whoever reads the store has neither ids nor credentials, and no record opens as another's.
 */
export class SessionVault {
  readonly #shared: SharedState;
  readonly #keys: Keyring;

  constructor(shared: SharedState, keys: Keyring) {
    this.#shared = shared;
    this.#keys = keys;
  }

  /** Answers with the id, which is kept nowhere. */
  async put(record: SessionRecord, ttlMs: number): Promise<{ readonly id: string; readonly key: string }> {
    const id = randomBytes(32).toString("base64url");
    const key = keyOf(id);
    await this.#shared.store.set(key, seal(JSON.stringify(record), placeOf(key), this.#keys), ttlMs);
    return { id, key };
  }

  async find(id: string, nowMs: number): Promise<KnownSession | undefined> {
    return ID.test(id) ? this.findByKey(keyOf(id), nowMs) : undefined;
  }

  async findByKey(key: string, nowMs: number): Promise<KnownSession | undefined> {
    const sealed = await this.#shared.store.get(key);
    const record = sealed === undefined ? undefined : this.#open(sealed, key);
    return record !== undefined && record.expiresAtMs > nowMs ? { ...record, key } : undefined;
  }

  async remove(key: string): Promise<void> {
    await this.#shared.store.delete(key);
  }

  #open(sealed: string, key: string): SessionRecord | undefined {
    try {
      // It was sealed by this class, so it has this shape.
      return JSON.parse(unseal(sealed, placeOf(key), this.#keys)) as SessionRecord;
    } catch (error) {
      if (error instanceof SecretUnreadableError) return undefined;
      throw error;
    }
  }
}

const keyOf = (id: string): string => `credential-session:${createHash("sha256").update(id).digest("base64url")}`;
const placeOf = (key: string) => ({ workspaceId: "credential-session", sourceId: key, field: "record" });
