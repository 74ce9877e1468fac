import { AppError } from "@parlance/core";
import type { UserRow } from "../../accounts/user-store.ts";
import type { ServerOptions } from "../../server-options.ts";

/** Until an address is confirmed, its account cannot be told from one that does not exist. */
export const mayComeIn = ({ disabledAt, emailVerifiedAt }: UserRow): boolean =>
  disabledAt === null && emailVerifiedAt !== null;

export function assertMayRegister({ registration }: Pick<ServerOptions, "registration">, isInvited: boolean): void {
  if (registration === "open" || (registration === "invited" && isInvited)) return;
  throw new AppError("ACCOUNT_REGISTRATION_CLOSED");
}
