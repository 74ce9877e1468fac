import { z } from "zod";
import { givenPassword } from "../../accounts/password-rules.ts";
import { transport } from "../auth/schema.ts";

const code = z
  .string()
  .trim()
  .min(6)
  .max(40)
  .describe("The six digits that the authenticator app shows now, or a recovery code.");

export const secondStep = z.strictObject({
  ticket: z.string().min(20).max(200).describe("From the answer to the first step."),
  code,
  transport,
  keepData: z
    .boolean()
    .default(false)
    .describe("What this browser holds without an account becomes a workspace of the account."),
});

/** People who only sign in through their company have no password to give. */
const password = givenPassword.optional().describe("Of the account, where it has one.");

export const enrolBody = z.strictObject({ password });
export const confirmBody = z.strictObject({ code });
export const changeBody = z.strictObject({ password, code });

export const twoFactorState = z
  .object({
    isOn: z.boolean(),
    confirmedAt: z.iso.datetime().nullable(),
    recoveryCodesLeft: z.int(),
    isRequired: z.boolean().describe("The active workspace wants it of its members."),
    isShown: z.boolean().describe("This session has shown a second factor."),
  })
  .meta({ id: "TwoFactorState" });

export const enrolment = z
  .object({
    secret: z.string().describe("To be typed into the app where its camera cannot be used. It counts once confirmed."),
    uri: z.string().describe("otpauth:// address of the same."),
    qrCode: z.string().describe("The address as an SVG picture."),
  })
  .meta({ id: "TwoFactorEnrolment" });

export const recoveryCodes = z
  .object({ recoveryCodes: z.array(z.string()).describe("Each signs in once without the app. Shown this once.") })
  .meta({ id: "RecoveryCodes" });

export const requirement = z.strictObject({ isRequired: z.boolean() });
export const userParameter = z.strictObject({ userId: z.string().min(1).max(100) });

export type SecondStep = z.output<typeof secondStep>;
export type ChangeBody = z.output<typeof changeBody>;
export type TwoFactorState = z.output<typeof twoFactorState>;
export type Enrolment = z.output<typeof enrolment>;
