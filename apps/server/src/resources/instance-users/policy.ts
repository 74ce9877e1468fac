import { AppError } from "@parlance/core";
import type { Identity } from "../../plugins/identity.ts";
import type { UserPatch } from "./schema.ts";
import type { UserRow } from "./store.ts";

export function assertUser(user: UserRow | undefined): asserts user is UserRow {
  if (user === undefined) throw new AppError("USER_NOT_FOUND");
}

/** Nobody locks themselves out by mistake; somebody else can do it to them. */
export function assertNotOneself(identity: Identity, user: UserRow, patch: UserPatch): void {
  if (user.id !== identity.userId) return;
  if (patch.isDisabled === true || patch.isInstanceAdmin === false) throw new AppError("USER_IS_ONESELF");
}
