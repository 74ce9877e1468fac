import { z } from "zod";
import { sourceBody } from "../../wire/source.ts";

export const sourceList = z
  .object({ items: z.array(sourceBody), nextCursor: z.string().nullable() })
  .meta({ id: "SourceList" });

export const listQuery = z.object({
  cursor: z.string().max(200).optional().describe("nextCursor of the page before."),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

export const sourcePatch = z
  .strictObject({ name: z.string().trim().min(1).max(200) })
  .describe("Send the ETag in If-Match to be told when somebody else changed the source.");
