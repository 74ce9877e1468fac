import { z } from "zod";

export const workspaceBody = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(["demo", "anonymous", "team"]),
    description: z.string(),
    sourceCount: z.number(),
    expiresAt: z.string().nullable().describe("When its oldest temporary source is removed; null when none will be."),
  })
  .meta({ id: "Workspace" });

export const workspaceList = z
  .object({ items: z.array(workspaceBody), nextCursor: z.string().nullable() })
  .meta({ id: "WorkspaceList" });

export type Workspace = z.output<typeof workspaceBody>;
