import { z } from "zod";
import { emailAddress } from "../../accounts/email-address.ts";
import { givenPassword } from "../../accounts/password-rules.ts";
import { ROLES } from "../../permissions/role.ts";

export const transport = z
  .enum(["cookie", "token"])
  .default("cookie")
  .describe("cookie: for browsers, in cookies that no script can read. token: for programs, in the answer.");
export type Transport = z.output<typeof transport>;

const keepData = z
  .boolean()
  .default(false)
  .describe("What this browser holds without an account becomes a workspace of the account.");

export const personName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, "Names hold no control characters.")
  .describe("As others see it.");
const tokenText = z.string().min(20).max(300);

export const signInBody = z.strictObject({ email: emailAddress, password: givenPassword, transport, keepData });

export const registerBody = z.strictObject({
  email: emailAddress,
  password: givenPassword,
  name: personName,
  invitation: tokenText.optional().describe("From the link of an invitation; needed where registration is not open."),
  transport,
  keepData,
});

export const refreshBody = z
  .strictObject({
    refreshToken: tokenText.optional().describe("Of programs; browsers bring it in their cookie."),
  })
  .default({});

export const signedIn = z
  .object({
    status: z.literal("signedIn"),
    tokenType: z.literal("Bearer").optional(),
    accessToken: z.string().optional().describe("Only for programs."),
    refreshToken: z.string().optional().describe("Only for programs. Each is good for one use."),
    expiresIn: z.number().describe("Seconds until the access token has to be renewed."),
    refreshExpiresIn: z.number().describe("Seconds until the person has to sign in again."),
  })
  .meta({ id: "SignedIn" });

export const signInAnswer = z
  .discriminatedUnion("status", [
    signedIn,
    z.object({
      status: z.literal("secondFactorRequired"),
      ticket: z.string().describe("To be sent with the code of the second factor."),
    }),
  ])
  .meta({ id: "SignInAnswer" });

export const registerAnswer = z
  .discriminatedUnion("status", [
    signedIn,
    z.object({ status: z.literal("mailSent").describe("The same whether or not there is an account already.") }),
  ])
  .meta({ id: "RegisterAnswer" });

export const me = z
  .object({
    kind: z
      .enum(["user", "apiKey", "credentials", "anonymous", "nobody"])
      .describe("nobody: not signed in, where use without an account is not allowed."),
    user: z
      .object({
        id: z.string(),
        email: z.string(),
        name: z.string(),
        isInstanceAdmin: z.boolean(),
        isEmailVerified: z.boolean(),
        hasPassword: z.boolean(),
        avatarUrl: z.string().nullable(),
      })
      .nullable(),
    workspace: z
      .object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(["demo", "anonymous", "team"]),
        role: z.enum(ROLES),
      })
      .nullable()
      .describe("The one that requests are about; null while the person is in none."),
    permissions: z.array(z.string()).describe("What the caller may do in this workspace and on this server."),
    possible: z
      .object({
        anonymous: z.boolean().describe("Use without an account."),
        registration: z.enum(["closed", "invited", "open"]),
        setup: z
          .boolean()
          .describe("Nobody has an account yet; the link to make the first is on the server's console."),
        keepData: z.boolean().describe("This browser holds data that can be kept when signing in."),
        credentialSessions: z.boolean().describe("Use with the credentials of a database alone."),
        singleSignOn: z.array(z.object({ id: z.string(), label: z.string() })),
      })
      .describe("What a person can do from here."),
  })
  .meta({ id: "Me" });

export type SignInBody = z.output<typeof signInBody>;
export type RegisterBody = z.output<typeof registerBody>;
export type SignedIn = z.output<typeof signedIn>;
export type SignInAnswer = z.output<typeof signInAnswer>;
export type RegisterAnswer = z.output<typeof registerAnswer>;
export type Me = z.output<typeof me>;
