import { z } from "zod";
import { id, sourceBody, sourceName } from "../../wire/source.ts";
import { connectionChange } from "../connections/schema.ts";

export const sourceList = z
  .object({ items: z.array(sourceBody), nextCursor: z.string().nullable() })
  .meta({ id: "SourceList" });

export const listQuery = z.object({
  cursor: id.optional().describe("nextCursor of the page before."),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

export const sourcePatch = connectionChange
  .extend({
    name: sourceName.optional(),
    sendsKeys: z.boolean().optional().describe("Needs the right to say what is told of sources: disclosure.change."),
  })
  .refine((patch) => Object.keys(patch).length > 0, "Nothing to change.")
  .describe(
    `Send the ETag in If-Match to be told when somebody else changed the source. A config replaces the one before; secrets
left out of it are kept unless host, port or user change. It is synced anew.`,
  );

export type SourcePatch = z.output<typeof sourcePatch>;
