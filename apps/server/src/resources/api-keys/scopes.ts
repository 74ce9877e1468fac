import { ALL_PERMISSIONS, type Permission } from "../../permissions/permission.ts";

export type KeyAccess = "read" | "ask" | "full";

const KEPT_BACK: ReadonlySet<Permission> = new Set(["account.read", "audit.read", "dataRule.read"]);

const READ = ALL_PERMISSIONS.filter(
  (permission) => permission === "workspace.list" || (permission.endsWith(".read") && !KEPT_BACK.has(permission)),
);
const ASK: readonly Permission[] = [
  ...READ,
  "answer.ask",
  "savedAnswer.run",
  "conversation.change",
  "feedback.create",
  "result.export",
];

/** Null: whatever the person may. */
export const scopesOf = (access: KeyAccess): readonly Permission[] | null =>
  access === "full" ? null : access === "ask" ? ASK : READ;

export function accessOf(scopes: readonly Permission[] | null): KeyAccess | "custom" {
  if (scopes === null) return "full";
  const isSame = (known: readonly Permission[]) =>
    known.length === scopes.length && known.every((permission) => scopes.includes(permission));
  if (isSame(READ)) return "read";
  return isSame(ASK) ? "ask" : "custom";
}
