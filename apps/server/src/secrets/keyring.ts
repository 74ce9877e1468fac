import { createHash, hkdfSync, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createDurably } from "../storage/durable-files.ts";
import { hasCode } from "../storage/system-error.ts";

/** A key of the server, and the name by which sealed values say which key they need. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** The first key seals; all of them open, so that a key can be replaced while values under the old one are left. */
export type Keyring = readonly [SecretKey, ...SecretKey[]];

/** The start-up failure of a key that would protect nothing. Its message is shown as it is. */
export class WeakSecretKeyError extends Error {
  override readonly name = "WeakSecretKeyError";
}

export const KEY_FILE = "secret.key";
const KEY_BYTES = 32;
const MIN_TEXT_LENGTH = 32;
const MIN_DIFFERENT_CHARACTERS = 10;

/**
 * The keys that protect stored credentials: from the setting (several separated by commas, newest first), else from a
 * file beside the data, made on first use and readable by this account only.
 */
export async function openKeyring(dataDir: string, setting: string | undefined): Promise<Keyring> {
  const texts = (setting ?? "")
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const [first, ...others] = texts.length > 0 ? texts : [await keyFile(join(dataDir, KEY_FILE))];
  if (first === undefined) throw new WeakSecretKeyError("There is no secret key.");
  return [keyOf(first), ...others.map(keyOf)];
}

/** Why a secret key would protect nothing; null where every part of the setting would. */
export function weaknessOf(setting: string): string | null {
  const parts = setting.split(",").map((part) => part.trim());
  return parts.some((part) => part !== "" && isWeak(part)) ? WEAKNESS : null;
}

const WEAKNESS = `The secret key is too weak: it needs at least ${MIN_TEXT_LENGTH} random characters, such as openssl rand -base64 32 prints.`;

const isWeak = (text: string): boolean =>
  text.length < MIN_TEXT_LENGTH || new Set(text).size < MIN_DIFFERENT_CHARACTERS;

/** Any long text is a key; it is stretched to the cipher's length by HKDF, which needs no salt for random input. */
function keyOf(text: string): SecretKey {
  if (isWeak(text)) throw new WeakSecretKeyError(WEAKNESS);
  const bytes = Buffer.from(hkdfSync("sha256", text, "", "parlance secrets v1", KEY_BYTES));
  const id = createHash("sha256").update("parlance key id").update(bytes).digest("hex").slice(0, 12);
  return { id, bytes };
}

/** Of several instances that start at once over one folder, the first one's key is everybody's. */
async function keyFile(path: string): Promise<string> {
  try {
    return await readKey(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
  await createDurably(path, `${randomBytes(KEY_BYTES).toString("base64")}\n`, 0o600);
  return readKey(path);
}

const readKey = async (path: string): Promise<string> => (await readFile(path, "utf8")).trim();
