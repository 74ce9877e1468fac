import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import type { SourceRow } from "./store.ts";

/** Demo sources are everybody's; any other belongs to the browser that made it. */
export const canReadSource = (identity: Identity, source: Pick<SourceRow, "workspaceId" | "kind">): boolean =>
  source.kind === "demo" || source.workspaceId === identity.workspaceId;

/** The same answer for a foreign source and for none, so that nobody learns which ids exist. */
export function assertCanRead(identity: Identity, source: SourceRow | undefined): asserts source is SourceRow {
  if (source === undefined || !canReadSource(identity, source)) throw new AppError("SOURCE_NOT_FOUND");
}

export function assertCanChange(identity: Identity, source: SourceRow | undefined): asserts source is SourceRow {
  assertCanRead(identity, source);
  if (source.kind === "demo") throw new AppError("SOURCE_READ_ONLY");
}
