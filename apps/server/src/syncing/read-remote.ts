import { createHash } from "node:crypto";
import type { Catalog, ColumnValues, Connection } from "@parlance/core";

export interface RemoteContents {
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
  /** The same while the source shows the same. */
  readonly digest: string;
}

/** Everything a remote source says about itself, in the few queries its driver needs for that. */
export async function readRemote(connection: Connection, signal: AbortSignal): Promise<RemoteContents> {
  const catalog = await connection.introspect(signal);
  const values = await connection.values(signal);
  const digest = createHash("sha256")
    .update(JSON.stringify([catalog.dialect, catalog.tables, values]))
    .digest("hex");
  return { catalog, values, digest };
}
