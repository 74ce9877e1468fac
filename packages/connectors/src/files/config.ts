import { z } from "zod";

/**
 * A source of uploaded files is made by uploading, so there is one field and no secret. `meta` drives the form, the
 * command line and the docs: label and help for people, isSecret for what is never shown again.
 */
export const filesConfig = z.object({
  sourceId: z
    .string()
    .min(1)
    .max(200)
    .meta({ label: "Source", help: "The id that the source got when its files were uploaded.", isSecret: false }),
});

export type FilesConfig = z.output<typeof filesConfig>;
