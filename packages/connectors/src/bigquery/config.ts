import type { FieldMeta } from "@parlance/core";
import { z } from "zod";

const field = (meta: FieldMeta): FieldMeta => meta;

const project = z.string().regex(/^(?:[a-z0-9.-]{1,100}:)?[a-z][a-z0-9-]{4,61}[a-z0-9]$/, "This is not a project id.");
const GIGABYTE = 1024 ** 3;

export const bigqueryConfig = z.strictObject({
  project: project.meta(
    field({
      label: "Project",
      help: "The project that holds the data.",
      isSecret: false,
      bindsSecrets: true,
      placeholder: "my-project-123",
    }),
  ),
  dataset: z
    .union([z.literal(""), z.string().regex(/^\w{1,1024}$/, "This is not the name of a dataset.")])
    .default("")
    .meta(field({ label: "Dataset", help: "Left empty, every dataset the account sees is offered.", isSecret: false })),
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
  billingProject: z
    .union([z.literal(""), project])
    .default("")
    .meta(
      field({
        label: "Project that pays",
        help: "Where queries run, if not in the project above.",
        isSecret: false,
        bindsSecrets: true,
        isAdvanced: true,
      }),
    ),
  location: z
    .union([z.literal(""), z.string().regex(/^[A-Za-z0-9-]{2,40}$/, "This is not a location such as EU or us-east1.")])
    .default("")
    .meta(
      field({
        label: "Location",
        help: "Of the data, such as EU; found by itself if empty.",
        isSecret: false,
        isAdvanced: true,
      }),
    ),
  maxGigabytes: z
    .number()
    .positive()
    .max(100_000)
    .default(10)
    .meta(
      field({
        label: "Gigabytes a query may read",
        help: "BigQuery refuses a query that would be billed for more.",
        isSecret: false,
      }),
    ),
  endpoint: z
    .string()
    .max(300)
    .refine(isEndpoint, "Give an address such as https://bigquery-name.p.googleapis.com, without a path.")
    .default("")
    .meta(
      field({
        label: "Endpoint",
        help: "Only for private access to Google's services; empty means bigquery.googleapis.com.",
        isSecret: false,
        bindsSecrets: true,
        isAdvanced: true,
      }),
    ),
});

export type BigqueryConfig = z.output<typeof bigqueryConfig>;

export const budgetBytes = ({ maxGigabytes }: BigqueryConfig): number => Math.floor(maxGigabytes * GIGABYTE);

/** An origin of Google's, over TLS; plain HTTP only to this machine, where an emulator may listen. */
function isEndpoint(text: string): boolean {
  if (text === "") return true;
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, origin } = new URL(text);
  if (origin !== text.replace(/\/$/, "")) return false;
  if (protocol === "http:") return ["127.0.0.1", "[::1]", "localhost"].includes(hostname);
  return protocol === "https:" && hostname.endsWith(".googleapis.com");
}

export interface ServiceAccountKey {
  readonly client_email: string;
  readonly private_key: string;
}

const serviceAccountKey = z.object({
  type: z.literal("service_account"),
  client_email: z.string().min(3).max(300),
  private_key: z.string().startsWith("-----BEGIN"),
});

/**
 * Only the account and its key are taken. The file also names addresses for tokens and certificates; they are never
 * asked, as the key signs every request itself.
 */
export function readServiceAccountKey(text: string): ServiceAccountKey | null {
  try {
    const { success, data } = serviceAccountKey.safeParse(JSON.parse(text));
    return success ? { client_email: data.client_email, private_key: data.private_key } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** bigquery://project/dataset, or an address of the console with both. */
export function readBigqueryUrl(text: string): Readonly<Record<string, unknown>> | null {
  const [, project = "", dataset = ""] = /^bigquery:\/\/([a-z0-9.:-]+)(?:\/(\w+))?\/?(?:\?|$)/.exec(text.trim()) ?? [];
  if (project !== "") return { project, ...(dataset === "" ? {} : { dataset }) };
  if (!/^https:\/\/console\.cloud\.google\.com\/bigquery/.test(text.trim())) return null;
  const parameters = new URL(text.trim()).searchParams;
  const [named, set] = [parameters.get("p") ?? parameters.get("project"), parameters.get("d")];
  return named === null ? null : { project: named, ...(set === null ? {} : { dataset: set }) };
}
