import { AppError } from "@parlance/core";
import type { Role } from "../../permissions/role.ts";
import type { Identity } from "../../plugins/identity.ts";

/** Owners are above admins: only an owner makes, changes or removes one. */
export function assertMayTouch(identity: Identity, ...roles: readonly Role[]): void {
  if (roles.includes("owner") && identity.role !== "owner") throw new AppError("MEMBER_ABOVE_YOU");
}

/** A browser's own workspace and the demos are nobody's team. */
export function assertTeam(identity: Identity): asserts identity is Identity & { readonly userId: string } {
  if (identity.userId === null) throw new AppError("WORKSPACE_NOT_A_TEAM");
}
