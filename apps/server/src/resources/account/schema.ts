import { z } from "zod";
import { emailAddress } from "../../accounts/email-address.ts";
import { givenPassword } from "../../accounts/password-rules.ts";
import { personName } from "../auth/schema.ts";

export const accountBody = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    isInstanceAdmin: z.boolean(),
    isEmailVerified: z.boolean(),
    hasPassword: z.boolean(),
    avatarUrl: z.string().nullable(),
    createdAt: z.string(),
    revision: z.number(),
  })
  .meta({ id: "Account" });

export const accountPatch = z.strictObject({ name: personName });

export const passwordChange = z.strictObject({ current: givenPassword, password: givenPassword });
export const emailChange = z.strictObject({
  email: emailAddress,
  password: givenPassword.optional().describe("Needed where the account has one."),
});

export const sessionBody = z
  .object({
    id: z.string(),
    isCurrent: z.boolean(),
    method: z.string().describe("How the person showed who they are."),
    userAgent: z.string(),
    address: z.string(),
    workspace: z.string().nullable().describe("Name of the one it works in."),
    createdAt: z.string(),
    lastSeenAt: z.string(),
    expiresAt: z.string(),
  })
  .meta({ id: "AccountSession" });

export const sessionList = z
  .object({ items: z.array(sessionBody), nextCursor: z.string().nullable() })
  .meta({ id: "AccountSessionList" });
export const endedSessions = z.object({ ended: z.number() }).meta({ id: "EndedSessions" });
export const sessionParameter = z.object({ sessionId: z.uuid() });

const workspaceLost = z.object({
  id: z.string(),
  name: z.string(),
  otherMembers: z.number().describe("People who lose it as well."),
});

export const deletionPreview = z
  .object({
    workspaces: z
      .array(workspaceLost)
      .describe("Those of which the person is the only owner; they go with the account."),
    isOnlyInstanceAdmin: z.boolean().describe("Nobody else looks after the server: somebody has to be named first."),
  })
  .meta({ id: "AccountDeletionPreview" });

export const deletionBody = z.strictObject({
  password: givenPassword.optional().describe("Needed where the account has one."),
  workspaceIds: z.array(z.string().max(100)).max(1000).default([]).describe("Workspaces that may go with the account."),
});

export type AccountBody = z.output<typeof accountBody>;
export type SessionBody = z.output<typeof sessionBody>;
export type DeletionPreview = z.output<typeof deletionPreview>;
export type DeletionBody = z.output<typeof deletionBody>;
