import { AppError } from "@parlance/core";
import type { MailRow } from "../../mailing/outbox-store.ts";

/** The right itself, to see to the server's operation, is asked by the routes. */
export function assertFound(row: MailRow | undefined): asserts row is MailRow {
  if (row === undefined) throw new AppError("MAIL_NOT_FOUND");
}
