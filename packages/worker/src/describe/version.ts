import { createHash } from "node:crypto";
import type { Table } from "@parlance/core";

/** Same tables, columns and figures give the same version; any change of data that a profile can see gives another. */
export function catalogVersion(tables: readonly Table[]): string {
  return createHash("sha256").update(JSON.stringify(tables)).digest("hex").slice(0, 24);
}
