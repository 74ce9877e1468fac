import { z } from "zod";
import { MAIL_STATES } from "../../database/mail-tables.ts";
import { MAIL_KINDS } from "../../mailing/mailer.ts";
import { id } from "../../wire/source.ts";

const mailFields = {
  id,
  kind: z.enum(MAIL_KINDS),
  to: z.string(),
  subject: z.string(),
  state: z.enum(MAIL_STATES).describe(
    `kept: there is no mail server, the letter is here to be read. waiting: it will be tried, again where attempts is
above 0. sending: the mail server is being given it. bounced: refused for good. late: no longer worth sending when the
mail server could be reached. unknown: cut off when the mail server may have had all of it; it is not sent again.`,
  ),
  attempts: z.int(),
  reply: z.string().nullable().describe("What the mail server, or the way to it, last said."),
  nextAttemptAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};

export const mail = z.object(mailFields).meta({ id: "Mail" });

export const mailList = z
  .object({
    items: z.array(mail),
    nextCursor: z.string().nullable(),
    counts: z.record(z.enum(MAIL_STATES), z.int()),
    isServerSet: z.boolean().describe("Whether there is a mail server; without one letters are kept here."),
  })
  .meta({ id: "MailList" });

export const mailAnswer = z
  .object({ mail: z.object({ ...mailFields, text: z.string().nullable().describe("Null once it has left.") }) })
  .meta({ id: "MailAnswer" });

export const mailQuery = z.strictObject({
  state: z.enum(MAIL_STATES).optional(),
  cursor: id.optional().describe("From the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const mailParameter = z.strictObject({ id });

export const testMail = z.strictObject({ to: z.string().min(1).max(254).describe("One e-mail address.") });

export type Mail = z.output<typeof mail>;
export type MailList = z.output<typeof mailList>;
export type MailAnswer = z.output<typeof mailAnswer>;
export type MailQuery = z.output<typeof mailQuery>;
