import type { Identity } from "../plugins/identity.ts";
import { ALL_PERMISSIONS, isInstancePermission, LEAST_ROLE, type Permission } from "./permission.ts";
import { isAtLeast } from "./role.ts";

/** What only the person themselves does: no key makes another key, and none sees or changes the account of its person. */
const NEVER_FOR_KEYS: ReadonlySet<Permission> = new Set([
  "account.read",
  "account.change",
  "apiKey.change",
  "apiKey.changeOthers",
  "workspace.delete",
]);

/** Whether this caller has a right, by role and, for API keys, by what the key was made for. */
export function allows(identity: Identity, permission: Permission): boolean {
  const { kind, scopes, role } = identity;
  if (scopes !== null && !scopes.includes(permission)) return false;
  if (kind === "apiKey" && NEVER_FOR_KEYS.has(permission)) return false;
  if (isInstancePermission(permission)) return identity.isInstanceAdmin;
  return isAtLeast(role, LEAST_ROLE[permission]);
}

/** All that a caller has a right to, for a page that shows nobody a button they may not press. */
export const permissionsOf = (identity: Identity): Permission[] =>
  ALL_PERMISSIONS.filter((permission) => allows(identity, permission));
