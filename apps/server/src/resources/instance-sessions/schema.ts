import { z } from "zod";
import { cursor } from "../../http/page-cursor.ts";

export const sessionQuery = z.object({
  user: z.string().min(1).max(64).optional().describe("Id of a person."),
  cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const sessionParameter = z.object({ sessionId: z.string().min(1).max(64) });

export const instanceSession = z
  .object({
    id: z.string(),
    userId: z.string(),
    email: z.string(),
    workspaceId: z.string().nullable(),
    method: z.string().describe("How the person proved who they are."),
    userAgent: z.string(),
    address: z.string(),
    createdAt: z.string(),
    lastSeenAt: z.string(),
    expiresAt: z.string(),
    isYours: z.boolean(),
  })
  .meta({ id: "InstanceSession" });

export const sessionPage = z.object({ items: z.array(instanceSession), nextCursor: z.string().nullable() });

export type SessionQuery = z.output<typeof sessionQuery>;
