import { PLAIN_LINE } from "@parlance/core";
import { z } from "zod";
import { id } from "../../wire/source.ts";
import { roleBody } from "../members/schema.ts";

export const workspaceBody = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z
      .enum(["demo", "anonymous", "team"])
      .describe("anonymous: of one browser, temporary; team: of people with accounts; demo: for everybody to read."),
    description: z.string(),
    role: roleBody.nullable().describe("What you are in it; null for demos."),
    isActive: z.boolean().describe("The one that requests of this session or key are about."),
    memberCount: z.number(),
    sourceCount: z.number(),
    expiresAt: z.string().nullable().describe("When its oldest temporary source is removed; null when none will be."),
    revision: z.number(),
  })
  .meta({ id: "Workspace" });

export const workspaceList = z
  .object({ items: z.array(workspaceBody), nextCursor: z.string().nullable() })
  .meta({ id: "WorkspaceList" });

const name = z.string().trim().min(1).max(100).regex(PLAIN_LINE, "No control characters.");
const description = z.string().trim().max(500);

export const workspaceCreate = z.strictObject({ name, description: description.default("") });
export const workspacePatch = z.strictObject({ name: name.optional(), description: description.optional() });
export const workspaceDelete = z.strictObject({ name: z.string().max(100).describe("Its name, typed out.") });
export const workspaceTransfer = z.strictObject({ userId: id.describe("A member, who becomes its owner.") });

export type Workspace = z.output<typeof workspaceBody>;
export type WorkspaceCreate = z.output<typeof workspaceCreate>;
export type WorkspacePatch = z.output<typeof workspacePatch>;
