import { AppError } from "@parlance/core";
import { isAtLeast } from "../../permissions/role.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { ConversationRow } from "./conversation-store.ts";

/** Whose conversations are meant: a person's within a workspace. */
export interface Owner {
  readonly workspaceId: string;
  readonly principal: string;
}

export const ownerOf = ({ workspaceId, principal }: Identity): Owner => ({ workspaceId, principal });

/** Sharing ends by whoever began it, or by somebody who looks after the workspace. */
export function assertMayUnshare(identity: Identity, row: Pick<ConversationRow, "owner">): void {
  if (row.owner !== identity.principal && !isAtLeast(identity.role, "admin")) throw new AppError("PERMISSION_DENIED");
}

/** Stores only find what is the owner's own; a foreign conversation is answered like one that does not exist. */
export function assertFound(row: ConversationRow | undefined): asserts row is ConversationRow {
  if (row === undefined) throw new AppError("CONVERSATION_NOT_FOUND");
}
