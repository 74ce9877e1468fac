import { z } from "zod";
import { cursor } from "../../http/page-cursor.ts";

export const instanceWorkspaceQuery = z.object({
  search: z.string().min(1).max(200).optional(),
  cursor,
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const instanceWorkspace = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(["team", "anonymous"]),
    members: z.number(),
    owners: z.array(z.string()).describe("E-mail addresses of its owners."),
    sources: z.number(),
    bytes: z.number(),
    limitBytes: z.number().describe("Room for its sources; the server's own where none was given to it."),
    hasOwnLimit: z.boolean(),
    questions: z.number().describe("Asked in the last 30 days."),
    createdAt: z.string(),
  })
  .meta({ id: "InstanceWorkspace" });

export const instanceWorkspaceParameter = z.strictObject({ workspaceId: z.string().min(1).max(100) });

export const instanceWorkspaceChange = z
  .strictObject({ storageBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable() })
  .describe("Room for its sources; null: the server's own again.");

export const instanceWorkspacePage = z.object({
  items: z.array(instanceWorkspace),
  nextCursor: z.string().nullable(),
});

export type InstanceWorkspaceQuery = z.output<typeof instanceWorkspaceQuery>;
export type InstanceWorkspaceChange = z.output<typeof instanceWorkspaceChange>;
export type InstanceWorkspace = z.output<typeof instanceWorkspace>;
