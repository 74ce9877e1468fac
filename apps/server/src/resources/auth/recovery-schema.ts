import { z } from "zod";
import { emailAddress } from "../../accounts/email-address.ts";
import { givenPassword } from "../../accounts/password-rules.ts";
import { transport } from "./schema.ts";

export const linkToken = z.string().min(20).max(100).describe("From the link, behind the #.");

export const verifyEmailBody = z.strictObject({
  token: linkToken,
  password: givenPassword.describe("The one chosen when registering; nobody confirms an account of somebody else."),
  transport,
  keepData: z.boolean().default(false).describe("As in signing in."),
});
export const forgotPasswordBody = z.strictObject({ email: emailAddress });
export const resetPasswordBody = z.strictObject({ token: linkToken, password: givenPassword });
export const confirmEmailBody = z.strictObject({ token: linkToken });

/** Whatever could still act for the person after a new password. */
export const afterNewPassword = z
  .object({
    endedSessions: z.number(),
    apiKeys: z
      .array(z.object({ id: z.string(), name: z.string(), prefix: z.string(), createdAt: z.string() }))
      .describe("Keys of the API go on working: look through them."),
  })
  .meta({ id: "AfterNewPassword" });

export const confirmedEmail = z.object({ email: z.string() }).meta({ id: "ConfirmedEmail" });

export type VerifyEmailBody = z.output<typeof verifyEmailBody>;
export type AfterNewPassword = z.output<typeof afterNewPassword>;
