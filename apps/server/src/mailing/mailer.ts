export const MAIL_KINDS = [
  "verify-email",
  "reset-password",
  "change-email",
  "password-changed",
  "email-changed",
  "session-reused",
  "security-changed",
  "invitation",
  "quota-warning",
  "test",
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

/** What is said, in both forms; made by the functions of templates/. */
export interface Letter {
  readonly kind: MailKind;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** After this long it is not worth sending any more, as when its link has expired. */
  readonly worthMs?: number;
}

export interface Mail extends Letter {
  /** One address. */
  readonly to: string;
}

/**
 * Letters to people. `send` resolves when the letter is kept: it is sent in the background, at most once, and tried
 * again while the mail server is away. Without a mail server it is left in the outbox, where an administrator finds it.
 * Errors: MAIL_ADDRESS_INVALID.
 */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
