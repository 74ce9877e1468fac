import { AppError } from "@parlance/core";
import { allows } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { ProviderScope } from "./schema.ts";
import { WORKSPACE_OWNER } from "./store.ts";

/** Whose settings a request is about: the workspace's own or the caller's. */
export const ownerFor = (identity: Identity, scope: ProviderScope): string =>
  scope === "workspace" ? WORKSPACE_OWNER : principalOf(identity);

/** What everybody in the workspace uses, and pays for, is changed and tried by those who look after it. */
export function assertMayUse(identity: Identity, scope: ProviderScope): void {
  if (scope === "workspace" && !allows(identity, "provider.changeShared")) throw new AppError("PERMISSION_DENIED");
}

export const principalOf = (identity: Identity): string => identity.principal;
