import { integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import type { MailKind } from "../mailing/mailer.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true });

export const MAIL_STATES = ["kept", "waiting", "sending", "sent", "bounced", "late", "unknown"] as const;
export type MailState = (typeof MAIL_STATES)[number];

export const outgoingMails = pgTable("outgoing_mails", {
  id: text("id").primaryKey(),
  messageId: text("message_id").notNull(),
  kind: text("kind").$type<MailKind>().notNull(),
  recipient: text("recipient").notNull(),
  subject: text("subject").notNull(),
  content: text("content"),
  state: text("state").$type<MailState>().notNull(),
  attempts: integer("attempts").notNull().default(0),
  nextAttemptAt: moment("next_attempt_at").notNull(),
  sendBefore: moment("send_before").notNull(),
  claimedBy: text("claimed_by"),
  claimedUntil: moment("claimed_until"),
  reply: text("reply"),
  createdAt: moment("created_at").notNull(),
  updatedAt: moment("updated_at").notNull(),
});
