import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";

/** What a caller calls the active workspace without knowing its id. */
const MINE = "mine";

/** The workspace an address means for this caller; a foreign one is answered like one that does not exist. */
export function resolveWorkspace(identity: Identity, id: string, demoIds: ReadonlySet<string>): string {
  if (isActive(identity, id)) return identity.workspaceId;
  if (demoIds.has(id)) return id;
  throw new AppError("WORKSPACE_NOT_FOUND");
}

/** As resolveWorkspace, for putting something in. */
export function resolveWritableWorkspace(identity: Identity, id: string, demoIds: ReadonlySet<string>): string {
  const resolved = resolveWorkspace(identity, id, demoIds);
  if (resolved !== identity.workspaceId) throw new AppError("SOURCE_READ_ONLY");
  return resolved;
}

const isActive = (identity: Identity, id: string): boolean => id === MINE || id === identity.workspaceId;

/** The active workspace, by its id: rights are those of the active one, so no other can be meant. */
export function assertActive(identity: Identity, id: string): void {
  if (!isActive(identity, id)) throw new AppError("WORKSPACE_NOT_FOUND");
}

export type Person = Identity & { readonly userId: string };

/** Somebody with an account: workspaces of people cannot belong to a browser. */
export function assertPerson(identity: Identity): asserts identity is Person {
  if (identity.userId === null) throw new AppError("AUTH_REQUIRED");
}
