import { AppError } from "@parlance/core";
import { emailKeyOf } from "../../accounts/email-address.ts";

/** An invitation of another workspace, one that is over and one that never was are answered alike. */
export function assertFound<Row>(row: Row | undefined): asserts row is Row {
  if (row === undefined) throw new AppError("INVITATION_NOT_FOUND");
}

/** An invitation counts for the address it was sent to, whoever has the link. */
export function assertMeant(invitation: { readonly emailKey: string }, email: string): void {
  if (invitation.emailKey !== emailKeyOf(email)) throw new AppError("INVITATION_OTHER_PERSON");
}
