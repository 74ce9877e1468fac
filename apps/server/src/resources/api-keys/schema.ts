import { PLAIN_LINE } from "@parlance/core";
import { z } from "zod";
import { ALL_PERMISSIONS } from "../../permissions/permission.ts";
import { id } from "../../wire/source.ts";

const access = z
  .enum(["read", "ask", "full"])
  .describe("read: sees what there is; ask: also asks and runs what was saved; full: all that you may.");

export const apiKeyCreate = z.strictObject({
  name: z.string().trim().min(1).max(100).regex(PLAIN_LINE, "No control characters."),
  access: access.optional(),
  permissions: z
    .array(z.enum(ALL_PERMISSIONS))
    .min(1)
    .max(ALL_PERMISSIONS.length)
    .optional()
    .describe("Instead of access: exactly these rights."),
  expiresInDays: z.int().min(1).max(3_650).nullable().default(90).describe("Null: until it is revoked."),
});

export const apiKeyBody = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().describe("The beginning of the key, to know it by. The rest is shown once and kept nowhere."),
    access: z.enum(["read", "ask", "full", "custom"]),
    permissions: z.array(z.string()).nullable().describe("Null: all that its owner may."),
    owner: z.object({ id: z.string(), name: z.string() }).describe("Whom it acts for."),
    isYours: z.boolean(),
    createdAt: z.string(),
    expiresAt: z.string().nullable(),
    lastUsedAt: z.string().nullable().describe("To the minute."),
    lastUsedAddress: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: "ApiKey" });

export const apiKeyCreated = z
  .object({ apiKey: apiKeyBody, key: z.string().describe("Shown this once.") })
  .meta({ id: "ApiKeyCreated" });

export const apiKeyList = z
  .object({ items: z.array(apiKeyBody), nextCursor: z.string().nullable() })
  .meta({ id: "ApiKeyList" });

export const apiKeyQuery = z.object({
  cursor: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

export type ApiKey = z.output<typeof apiKeyBody>;
export type ApiKeyCreate = z.output<typeof apiKeyCreate>;
export type ApiKeyCreated = z.output<typeof apiKeyCreated>;
