import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

/** How letters leave. Without a host they stay in the outbox. SendGrid and others of its kind are reached by SMTP. */
export const mailSection = {
  mailHost: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe("SMTP server; absent: letters stay in the outbox, where administrators find them.")
    .register(settingFacts, { key: "mail.host", env: "PARLANCE_MAIL_HOST", isLive: true }),
  mailPort: z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(587)
    .describe("Its port: 587 begins in the clear and turns to TLS, 465 is TLS from the start.")
    .register(settingFacts, { key: "mail.port", env: "PARLANCE_MAIL_PORT", isLive: true }),
  mailTls: z
    .enum(["required", "fromStart", "off"])
    .default("required")
    .describe("required: STARTTLS or nothing (port 465: TLS from the start). off: letters and password in the clear.")
    .register(settingFacts, { key: "mail.tls", env: "PARLANCE_MAIL_TLS", isLive: true }),
  mailUser: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe("User at the SMTP server; absent: it asks for none.")
    .register(settingFacts, { key: "mail.user", env: "PARLANCE_MAIL_USER", isLive: true }),
  mailPassword: z
    .string()
    .min(1)
    .max(2_000)
    .optional()
    .describe("Password at the SMTP server.")
    .register(settingFacts, {
      key: "mail.password",
      env: "PARLANCE_MAIL_PASSWORD",
      isSecret: true,
      isLive: true,
      sentTo: ["mail.host", "mail.port", "mail.tls"],
    }),
  mailFrom: z
    .email()
    .optional()
    .describe("Address that letters come from; absent: the user at the SMTP server, or parlance@ its host.")
    .register(settingFacts, { key: "mail.from", env: "PARLANCE_MAIL_FROM", isLive: true }),
  mailFromName: z
    .string()
    .max(100)
    .default("Parlance")
    .describe("Name beside it.")
    .register(settingFacts, { key: "mail.fromName", env: "PARLANCE_MAIL_FROM_NAME", isLive: true }),
  mailNetworks: z
    .array(z.string().min(1))
    .default([])
    .describe("Private networks that the SMTP server may be in, as CIDR or address.")
    .register(settingFacts, { key: "mail.networks", env: "PARLANCE_MAIL_NETWORKS" }),
};
