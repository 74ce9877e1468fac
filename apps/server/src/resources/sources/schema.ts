import { z } from "zod";
import { id, sourceBody, sourceName } from "../../wire/source.ts";

export const sourceList = z
  .object({ items: z.array(sourceBody), nextCursor: z.string().nullable() })
  .meta({ id: "SourceList" });

export const listQuery = z.object({
  cursor: id.optional().describe("nextCursor of the page before."),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

export const sourcePatch = z
  .strictObject({ name: sourceName })
  .describe("Send the ETag in If-Match to be told when somebody else changed the source.");
