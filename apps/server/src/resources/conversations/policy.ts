import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import type { ConversationRow } from "./conversation-store.ts";

/** Whose conversations are meant: a person's within a workspace. */
export interface Owner {
  readonly workspaceId: string;
  readonly principal: string;
}

export const ownerOf = ({ workspaceId, principal }: Identity): Owner => ({ workspaceId, principal });

/** Stores only find what is the owner's own; a foreign conversation is answered like one that does not exist. */
export function assertFound(row: ConversationRow | undefined): asserts row is ConversationRow {
  if (row === undefined) throw new AppError("CONVERSATION_NOT_FOUND");
}
