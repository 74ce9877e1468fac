import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";

/** What a browser calls its own workspace without knowing the id. */
const MINE = "mine";

/** The workspace an address means for this caller; a foreign one is answered like one that does not exist. */
export function resolveWorkspace(identity: Identity, id: string, demoIds: ReadonlySet<string>): string {
  if (id === MINE || id === identity.workspaceId) return identity.workspaceId;
  if (demoIds.has(id)) return id;
  throw new AppError("WORKSPACE_NOT_FOUND");
}

/** As resolveWorkspace, for putting something in. */
export function resolveWritableWorkspace(identity: Identity, id: string, demoIds: ReadonlySet<string>): string {
  const resolved = resolveWorkspace(identity, id, demoIds);
  if (resolved !== identity.workspaceId) throw new AppError("SOURCE_READ_ONLY");
  return resolved;
}
