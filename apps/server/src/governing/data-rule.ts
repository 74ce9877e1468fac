import type { ColumnMask } from "@parlance/core";
import type { Role } from "../permissions/role.ts";
import type { Identity } from "../plugins/identity.ts";

/**
 * What a rule does to its table: rows that do not fit are not there; a column is hidden, masked or hashed. A view that is
 * opened is shown, though it reads tables that rules are about.
 */
export type RuleBody =
  | { readonly kind: "row"; readonly filter: string }
  | { readonly kind: "open" }
  | { readonly kind: "column"; readonly column: string; readonly action: "hide" | "hash" }
  | { readonly kind: "column"; readonly column: string; readonly action: "mask"; readonly mask: ColumnMask };

/** Whom a rule is about. "everyone" includes owners and admins; who is excepted is named. */
export type AppliesTo =
  | { readonly kind: "everyone"; readonly except: readonly string[] }
  | { readonly kind: "some"; readonly roles: readonly Role[]; readonly members: readonly string[] };

export interface DataRule {
  readonly tableName: string;
  readonly body: RuleBody;
  readonly appliesTo: AppliesTo;
}

/** Whoever is about to see something of a source; "anybody": whoever it may turn out to be, so that every rule applies. */
export interface Reader extends Pick<Identity, "workspaceId" | "userId" | "role" | "attributes"> {
  readonly kind: Identity["kind"] | "anybody";
}

/** For what is shown to people nobody knows, or made for all of a workspace at once. */
export const anybodyIn = (workspaceId: string): Reader => ({
  kind: "anybody",
  workspaceId,
  userId: null,
  role: "viewer",
  attributes: {},
});

/** Nobody known is everyone too: what cannot be named cannot be excepted. */
export function isSubject(
  { kind, userId, role }: Pick<Reader, "kind" | "userId" | "role">,
  appliesTo: AppliesTo,
): boolean {
  if (kind === "anybody") return true;
  const isNamed = (ids: readonly string[]): boolean => userId !== null && ids.includes(userId);
  if (appliesTo.kind === "everyone") return !isNamed(appliesTo.except);
  return appliesTo.roles.includes(role) || isNamed(appliesTo.members);
}

/** Whether a rule that lets somebody see more is about them. Of somebody unknown it must be about all there are. */
export function isOpenFor(reader: Pick<Reader, "kind" | "userId" | "role">, appliesTo: AppliesTo): boolean {
  if (reader.kind === "anybody") return appliesTo.kind === "everyone" && appliesTo.except.length === 0;
  return isSubject(reader, appliesTo);
}
