import type { Identity } from "../../plugins/identity.ts";

/** The right itself is asked by the route: usage.read or instance.usage. */
export const usageReach = (identity: Identity, scope: "workspace" | "instance"): { readonly workspaceId?: string } =>
  scope === "instance" ? {} : { workspaceId: identity.workspaceId };
