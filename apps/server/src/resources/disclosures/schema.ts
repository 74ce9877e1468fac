import type { Disclosure } from "@parlance/core";
import { z } from "zod";

export const disclosure: z.ZodType<Disclosure> = z.enum(["full", "schema", "aggregates", "nothing"]).describe(
  `full: names, comments, sample values and results; schema: names, types, keys and comments, and no value that stands in a
cell; aggregates: as schema, and aggregated results; nothing: no model is asked about the source.`,
);

export const disclosureBody = z
  .object({
    sourceId: z.string(),
    name: z.string(),
    kind: z.string(),
    disclosure,
    isDefault: z.boolean().describe("Nobody has decided it; it follows from where the models are."),
  })
  .meta({ id: "SourceDisclosure" });

export const disclosureList = z
  .object({ default: disclosure, items: z.array(disclosureBody), nextCursor: z.string().nullable() })
  .meta({ id: "SourceDisclosureList" });

export const disclosureChange = z.strictObject({ disclosure });

export type DisclosureBody = z.output<typeof disclosureBody>;
export type DisclosureList = z.output<typeof disclosureList>;
