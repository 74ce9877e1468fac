import type { Identity } from "../../plugins/identity.ts";

/** Whoever may read a source sees what is told of it. */
export { assertCanRead as assertCanReadDisclosure } from "../sources/policy.ts";

/** A workspace decides for itself, about demo sources too: what it is told of them, another is not. */
export const decidingWorkspace = (identity: Identity): string => identity.workspaceId;
