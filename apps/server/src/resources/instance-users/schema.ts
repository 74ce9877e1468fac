import { z } from "zod";
import { cursor } from "../../http/page-cursor.ts";
import { ROLES } from "../../permissions/role.ts";

export const userQuery = z.object({
  search: z.string().min(1).max(200).optional().describe("Part of the name or the e-mail address."),
  cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const userParameter = z.object({ userId: z.string().min(1).max(64) });

export const userPatch = z
  .strictObject({
    isDisabled: z.boolean().optional().describe("A disabled person is signed out everywhere and cannot sign in."),
    isInstanceAdmin: z.boolean().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, "Say what is to change.");

export const instanceUser = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    isInstanceAdmin: z.boolean(),
    isVerified: z.boolean(),
    isDisabled: z.boolean(),
    createdAt: z.string(),
    lastSeenAt: z.string().nullable(),
    sessions: z.number().describe("Devices signed in now."),
    workspaces: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) })),
  })
  .meta({ id: "InstanceUser" });

export const userPage = z.object({ items: z.array(instanceUser), nextCursor: z.string().nullable() });

export type UserQuery = z.output<typeof userQuery>;
export type UserPatch = z.output<typeof userPatch>;
export type InstanceUser = z.output<typeof instanceUser>;
