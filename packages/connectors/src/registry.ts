import { files } from "./files/index.ts";
import { rest } from "./rest/index.ts";

/** Every kind of source, one line each. A folder that is not listed here does not exist for the product. */
export const CONNECTORS = {
  files,
  rest,
} as const;

export type ConnectorId = keyof typeof CONNECTORS;
