import { z } from "zod";
import { givenPassword } from "../../accounts/password-rules.ts";

export const providerParameter = z.strictObject({ providerId: z.string().min(1).max(40) });

export const startBody = z
  .strictObject({
    next: z.string().max(500).optional().describe("Path of this server to go to afterwards."),
    keepData: z
      .boolean()
      .default(false)
      .describe("What this browser holds without an account becomes a workspace of the account."),
  })
  .default({ keepData: false });

export const confirmation = z
  .strictObject({ password: givenPassword.optional().describe("Needed where the account has one.") })
  .nullish();

export const linkBody = z
  .strictObject({
    next: z.string().max(500).optional().describe("Path of this server to go to afterwards."),
    password: givenPassword.optional().describe("Needed where the account has one."),
  })
  .default({});

export const started = z
  .object({
    authorizeUrl: z.string().describe("Where to send the browser, which has been given a cookie for the way back."),
  })
  .meta({ id: "SingleSignOnStarted" });

export const callbackQuery = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export const linkedProviders = z
  .object({
    providers: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        isLinked: z.boolean(),
        email: z.string().nullable().describe("As the provider last said it."),
        lastUsedAt: z.iso.datetime().nullable(),
      }),
    ),
  })
  .meta({ id: "LinkedProviders" });

export type StartBody = z.output<typeof startBody>;
export type LinkedProviders = z.output<typeof linkedProviders>;
