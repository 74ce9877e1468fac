import type { FieldMeta } from "@parlance/core";
import { z } from "zod";

const field = (meta: FieldMeta): FieldMeta => meta;

export const vertexConfig = z.strictObject({
  project: z
    .string()
    .regex(/^(?:[a-z0-9.-]{1,100}:)?[a-z][a-z0-9-]{4,61}[a-z0-9]$/, "This is not a project id.")
    .meta(
      field({
        label: "Project",
        help: "The project that pays for the model.",
        isSecret: false,
        bindsSecrets: true,
        placeholder: "my-project-123",
      }),
    ),
  location: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,39}$/, "This is not a location such as global or europe-west4.")
    .default("global")
    .meta(
      field({
        label: "Location",
        help: "Where the model runs, such as europe-west4; global leaves it to Google.",
        isSecret: false,
        bindsSecrets: true,
      }),
    ),
  serviceAccountKey: z
    .string()
    .max(10_000)
    .refine((text) => readServiceAccountKey(text) !== null, "This is not the JSON key of a service account.")
    .meta(
      field({
        label: "Service account key",
        help: "The JSON file that Google Cloud gives for a service account; paste what is in it.",
        isSecret: true,
      }),
    ),
});

export type VertexConfig = z.output<typeof vertexConfig>;

export interface ServiceAccountKey {
  readonly client_email: string;
  readonly private_key: string;
}

const serviceAccountKey = z.object({
  type: z.literal("service_account"),
  client_email: z.string().min(3).max(300),
  private_key: z.string().startsWith("-----BEGIN"),
});

/** Only the account and its key are taken; the addresses that the file also names are never asked. */
export function readServiceAccountKey(text: string): ServiceAccountKey | null {
  try {
    const { success, data } = serviceAccountKey.safeParse(JSON.parse(text));
    return success ? { client_email: data.client_email, private_key: data.private_key } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
