import { z } from "zod";
import { id } from "../../wire/source.ts";

/** The client makes one per upload, a UUID; it is also the upload's id for progress and cancel. */
export const uploadKey = z.string().regex(/^[A-Za-z0-9_-]{8,128}$/, "8 to 128 letters, digits, - or _");

export const uploadHeaders = z.object({ "idempotency-key": uploadKey.optional() });
export const uploadParameter = z.object({ key: uploadKey });
export const fileParameters = z.object({ id, fileId: id });

export const uploadProgress = z
  .object({
    phase: z.enum(["receive", "sniff", "convert", "profile", "keys", "index", "done", "failed"]),
    bytesDone: z.number(),
    bytesTotal: z.number(),
    rows: z.number(),
    table: z.string().optional(),
  })
  .meta({ id: "UploadProgress" });

export type UploadProgress = z.output<typeof uploadProgress>;
