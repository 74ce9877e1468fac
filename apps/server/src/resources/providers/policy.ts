import type { Identity } from "../../plugins/identity.ts";
import type { ProviderScope } from "./schema.ts";
import { WORKSPACE_OWNER } from "./store.ts";

/**
 * Whose settings a request is about: the workspace's own or the caller's. Without accounts a workspace has one person,
 * who may change both; roles will decide here.
 */
export const ownerFor = (identity: Identity, scope: ProviderScope): string =>
  scope === "workspace" ? WORKSPACE_OWNER : principalOf(identity);

export const principalOf = (identity: Identity): string => identity.principal;
