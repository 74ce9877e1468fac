import type { FieldMeta } from "@parlance/core";
import { z } from "zod";
import type { ManifestKind } from "./manifest.ts";

/** The form of a plugin's fields, as connectors and providers describe theirs. */
export const schemaOfFields = (fields: ManifestKind["fields"]): z.ZodType<Record<string, string>> => {
  const shape = fields.map(({ name, label, help, isSecret, isRequired }) => {
    const meta: FieldMeta = { label, help, isSecret };
    const text = z.string().max(10_000);
    return [name, isRequired ? text.min(1).meta(meta) : text.default("").meta(meta)] as const;
  });
  // Every field is a text, which the compiler cannot tell of a shape that is made here.
  return z.strictObject(Object.fromEntries(shape)) as unknown as z.ZodType<Record<string, string>>;
};
