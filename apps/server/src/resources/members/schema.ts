import { z } from "zod";
import { ROLES } from "../../permissions/role.ts";

export const roleBody = z.enum(ROLES).describe("From the most to the least powerful: owner, admin, analyst, viewer.");

export const attributes = z
  .record(
    z.string().regex(/^[a-z][A-Za-z0-9_]{0,39}$/, "Letters, digits and _, beginning with a small letter."),
    z.string().max(200),
  )
  .refine((all) => Object.keys(all).length <= 50, "Fifty at most.")
  .refine((all) => !["email", "userId", "role"].some((name) => name in all), "email, userId and role are given.")
  .describe("What row rules of this workspace may compare columns with.");

export const memberBody = z
  .object({
    userId: z.string(),
    name: z.string(),
    email: z.string().describe("Empty unless you may change members."),
    role: roleBody,
    attributes: z.record(z.string(), z.string()).describe("Empty unless you may change members."),
    isYou: z.boolean(),
    joinedAt: z.string(),
    lastSeenAt: z.string().nullable(),
  })
  .meta({ id: "Member" });

export const memberList = z
  .object({ items: z.array(memberBody), nextCursor: z.string().nullable() })
  .meta({ id: "MemberList" });

export const memberPatch = z.strictObject({ role: roleBody.optional(), attributes: attributes.optional() });

export type Member = z.output<typeof memberBody>;
export type MemberPatch = z.output<typeof memberPatch>;
