import { isIP } from "node:net";
import type { Disclosure } from "@parlance/core";
import type { ConfiguredBy } from "../database/model-tables.ts";

const LOCAL_NAME = /^(?:localhost|[^.]+|.+\.(?:localhost|local|internal|lan|home\.arpa))$/i;
const PRIVATE_V4 = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;
const PRIVATE_V6 = /^(?:::1|f[cd][0-9a-f]{2}:)/i;

/** Whether an address names a machine of this house: told by its form alone, in doubt no. */
export function isInHouse(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const host = new URL(address).hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(host);
  if (family === 4) return PRIVATE_V4.test(host);
  return family === 6 ? PRIVATE_V6.test(host) : LOCAL_NAME.test(host);
}

/**
 * What models are told of a source while nobody has decided it: everything where every model that may be asked is in
 * the house or was named by whoever runs the server; otherwise names, types, keys and comments, and no value that
 * stands in a cell.
 */
export const defaultDisclosure = (
  models: readonly { readonly isInHouse: boolean; readonly by: ConfiguredBy }[],
  operators: Disclosure | undefined,
): Disclosure =>
  operators ?? (models.every((model) => model.isInHouse || model.by === "environment") ? "full" : "schema");
