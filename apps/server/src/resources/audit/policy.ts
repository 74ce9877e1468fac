import type { Identity } from "../../plugins/identity.ts";

/** Whose trail is meant: that of the caller's workspace, or that of the whole server. */
export type AuditScope = "workspace" | "instance";

/** The right itself is asked by the route: audit.read or instance.audit. */
export const reachOf = (identity: Identity, scope: AuditScope): { readonly workspaceId?: string } =>
  scope === "instance" ? {} : { workspaceId: identity.workspaceId };
