import type { Identity } from "../plugins/identity.ts";
import { isInstancePermission, LEAST_ROLE, type Permission } from "./permission.ts";
import { isAtLeast } from "./role.ts";

/** Whether this caller has a right, by role and, for API keys, by what the key was made for. */
export function allows(identity: Identity, permission: Permission): boolean {
  if (identity.scopes !== null && !identity.scopes.includes(permission)) return false;
  if (isInstancePermission(permission)) return identity.isInstanceAdmin;
  return isAtLeast(identity.role, LEAST_ROLE[permission]);
}
