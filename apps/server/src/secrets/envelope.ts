import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { Keyring } from "./keyring.ts";

/** Where a secret belongs. It opens nowhere else: a row copied to another source or workspace is useless. */
export interface SecretPlace {
  readonly workspaceId: string;
  readonly sourceId: string;
  /** Path of the config field, such as "password" or "auth.token". */
  readonly field: string;
}

/** The sealed value cannot be opened: its key is gone, or it was changed, or it belongs to another place. */
export class SecretUnreadableError extends Error {
  override readonly name = "SecretUnreadableError";
}

const VERSION = "v1";
const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** "v1.<key id>.<nonce>.<sealed value and tag>": AES-256-GCM with the place as additional data. */
export function seal(text: string, place: SecretPlace, [key]: Keyring): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(placeBytes(place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, key.id, nonce.toString("base64url"), sealed.toString("base64url")].join(".");
}

export function unseal(envelope: string, place: SecretPlace, keys: Keyring): string {
  const [version, keyId, nonce = "", sealed = ""] = envelope.split(".");
  const key = keys.find(({ id }) => id === keyId);
  if (version !== VERSION || key === undefined) throw new SecretUnreadableError("The key of this secret is not here.");
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const decipher = createDecipheriv(CIPHER, key.bytes, Buffer.from(nonce, "base64url"), { authTagLength: TAG_BYTES });
    decipher.setAAD(placeBytes(place));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch (error) {
    // Node names no code for a wrong tag; whatever fails here, the value is not what was sealed for this place.
    throw new SecretUnreadableError("This secret was not sealed for this place.", { cause: error });
  }
}

/** False for what unseal will refuse for want of its key; tells without opening anything. */
export const hasKeyFor = (envelope: string, keys: Keyring): boolean =>
  keys.some(({ id }) => envelope.startsWith(`${VERSION}.${id}.`));

/** Recognises a repeated request without keeping a hash that could be searched for a short password. */
export const keyedDigest = (text: string, [key]: Keyring): string =>
  createHmac("sha256", key.bytes).update(`request digest ${text}`).digest("hex");

const placeBytes = ({ workspaceId, sourceId, field }: SecretPlace): Buffer =>
  Buffer.from(JSON.stringify([workspaceId, sourceId, field]));
