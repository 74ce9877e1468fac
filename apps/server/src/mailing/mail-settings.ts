import type { ServerOptions } from "../server-options.ts";
import type { SmtpSettings } from "./smtp-link.ts";

type MailOptions = Pick<
  ServerOptions,
  "mailHost" | "mailPort" | "mailTls" | "mailUser" | "mailPassword" | "mailFrom" | "mailFromName"
>;

/** Null: no mail server. */
export function smtpOf(options: MailOptions): SmtpSettings | null {
  if (options.mailHost === undefined) return null;
  return {
    host: options.mailHost,
    port: options.mailPort,
    tls: options.mailTls,
    user: options.mailUser,
    password: options.mailPassword,
  };
}

export function senderOf({ mailFrom, mailFromName, mailUser, mailHost }: MailOptions): {
  readonly name: string;
  readonly address: string;
} {
  const user = mailUser?.includes("@") ? mailUser : undefined;
  return { name: mailFromName, address: mailFrom ?? user ?? `parlance@${mailHost ?? "localhost.localdomain"}` };
}
