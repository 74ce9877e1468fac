import { z } from "zod";
import { emailAddress } from "../../accounts/email-address.ts";
import { roleBody } from "../members/schema.ts";
import { workspaceBody } from "../workspaces/schema.ts";

export const invitationCreate = z.strictObject({ email: emailAddress, role: roleBody });

export const invitationBody = z
  .object({
    id: z.string(),
    email: z.string(),
    role: roleBody,
    invitedBy: z.string().nullable().describe("Name of whoever invited them."),
    createdAt: z.string(),
    expiresAt: z.string(),
    sentAt: z.string().nullable().describe("When it was last sent by mail; null: its link was shown instead."),
  })
  .meta({ id: "Invitation" });

export const invitationList = z
  .object({ items: z.array(invitationBody), nextCursor: z.string().nullable() })
  .meta({ id: "InvitationList" });

export const invitationMade = z
  .object({
    invitation: invitationBody,
    link: z
      .string()
      .nullable()
      .describe("To be passed on by whoever invites, where this server sends no mail. Shown this once."),
  })
  .meta({ id: "InvitationMade" });

/** A header and not part of the address, so that no log and no Referer ever holds it. */
export const invitationHeaders = z.object({ "x-invitation-token": z.string().max(200).default("") });

export const openInvitation = z
  .object({
    workspace: z.string().describe("Its name."),
    email: z.string(),
    role: roleBody,
    invitedBy: z.string().nullable(),
    expiresAt: z.string(),
  })
  .meta({ id: "OpenInvitation" });

export const acceptBody = z.strictObject({ token: z.string().min(20).max(200) });
export const acceptAnswer = z.object({ workspace: workspaceBody }).meta({ id: "AcceptedInvitation" });

export type InvitationCreate = z.output<typeof invitationCreate>;
export type Invitation = z.output<typeof invitationBody>;
export type InvitationMade = z.output<typeof invitationMade>;
export type OpenInvitationBody = z.output<typeof openInvitation>;
