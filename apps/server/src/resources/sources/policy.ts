import { AppError } from "@parlance/core";
import { allows } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { SourcePatch } from "./schema.ts";
import type { SourceRow } from "./store.ts";

/** Demo sources are everybody's; any other belongs to the browser that made it. */
export const canReadSource = (identity: Identity, source: Pick<SourceRow, "workspaceId" | "kind">): boolean =>
  source.kind === "demo" || source.workspaceId === identity.workspaceId;

/** The same answer for a foreign source and for none, so that nobody learns which ids exist. */
export function assertCanRead(identity: Identity, source: SourceRow | undefined): asserts source is SourceRow {
  if (source === undefined || !canReadSource(identity, source)) throw new AppError("SOURCE_NOT_FOUND");
}

/** How a source is reached, and with whose credentials, is more than its name. */
export function assertCanReconnect(identity: Identity, { config, syncEveryMinutes }: SourcePatch): void {
  if (config === undefined && syncEveryMinutes === undefined) return;
  if (!allows(identity, "connection.change")) throw new AppError("PERMISSION_DENIED");
}

/** Where values of a source go is more than how it is called, too. */
export function assertCanDisclose(identity: Identity, { sendsKeys }: SourcePatch): void {
  if (sendsKeys !== undefined && !allows(identity, "disclosure.change")) throw new AppError("PERMISSION_DENIED");
}

export function assertCanChange(identity: Identity, source: SourceRow | undefined): asserts source is SourceRow {
  assertCanRead(identity, source);
  if (source.kind === "demo") throw new AppError("SOURCE_READ_ONLY");
}
