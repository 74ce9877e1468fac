import { randomBytes } from "node:crypto";
import type { Clock } from "@parlance/core";
import { eq } from "drizzle-orm";
import type { Database } from "../database/database.ts";
import { dataRuleKeys } from "../database/schema.ts";
import { type SecretPlace, seal, unseal } from "../secrets/envelope.ts";
import type { Keyring } from "../secrets/keyring.ts";

export interface HashKeysNeeds {
  readonly db: Database;
  readonly keys: Keyring;
  readonly clock: Clock;
}

const KEY_BYTES = 32;

/**
 * The secret that hashed columns of a workspace are keyed with: made once, kept sealed, and the same from then on, so
 * that hashes shown last month still meet those of today.
 */
export class HashKeys {
  readonly #needs: HashKeysNeeds;
  readonly #known = new Map<string, string>();

  constructor(needs: HashKeysNeeds) {
    this.#needs = needs;
  }

  async of(workspaceId: string): Promise<string> {
    const known = this.#known.get(workspaceId);
    if (known !== undefined) return known;
    const sealed = (await this.#find(workspaceId)) ?? (await this.#make(workspaceId));
    const key = unseal(sealed, placeOf(workspaceId), this.#needs.keys);
    this.#known.set(workspaceId, key);
    return key;
  }

  async #find(workspaceId: string): Promise<string | undefined> {
    const [row] = await this.#needs.db.select().from(dataRuleKeys).where(eq(dataRuleKeys.workspaceId, workspaceId));
    return row?.sealed;
  }

  /** Two instances may make one at once; the first that is written is everybody's. */
  async #make(workspaceId: string): Promise<string> {
    const { db, keys, clock } = this.#needs;
    const made = seal(randomBytes(KEY_BYTES).toString("hex"), placeOf(workspaceId), keys);
    const row = { workspaceId, sealed: made, createdAt: new Date(clock.now()) };
    await db.insert(dataRuleKeys).values(row).onConflictDoNothing();
    return (await this.#find(workspaceId)) ?? made;
  }
}

const placeOf = (workspaceId: string): SecretPlace => ({ workspaceId, sourceId: "", field: "data-rule-hash-key" });
