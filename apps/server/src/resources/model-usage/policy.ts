import type { Identity } from "../../plugins/identity.ts";

/** Whoever is in a workspace may see what its models cost. */
export const usageOf = (identity: Identity): string => identity.workspaceId;
