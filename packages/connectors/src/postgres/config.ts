import type { FieldMeta } from "@parlance/core";
import { z } from "zod";

const field = (meta: FieldMeta): FieldMeta => meta;

const TLS_MODES = ["verify-full", "require", "off"] as const;

export const postgresConfig = z.strictObject({
  host: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\s/\\@?#]+$/, "Give the name or address of the server only.")
    .meta(
      field({
        label: "Host",
        help: "Name or address of the PostgreSQL server.",
        isSecret: false,
        bindsSecrets: true,
        placeholder: "db.example.com",
      }),
    ),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .default(5432)
    .meta(field({ label: "Port", help: "Usually 5432.", isSecret: false, bindsSecrets: true })),
  database: z
    .string()
    .min(1)
    .max(63)
    .meta(field({ label: "Database", help: "The database to read.", isSecret: false, placeholder: "shop" })),
  user: z
    .string()
    .min(1)
    .max(63)
    .meta(
      field({
        label: "User",
        help: "A role that may SELECT, and nothing more.",
        isSecret: false,
        bindsSecrets: true,
        placeholder: "parlance_reader",
      }),
    ),
  password: z
    .string()
    .max(1_000)
    .default("")
    .meta(field({ label: "Password", help: "Kept encrypted and never shown again.", isSecret: true })),
  tls: z
    .enum(TLS_MODES)
    .default("verify-full")
    .meta(
      field({
        label: "Encryption",
        help: "verify-full checks the server's certificate and name. require encrypts without checking who answers. off sends everything in the clear.",
        isSecret: false,
        bindsSecrets: true,
      }),
    ),
  certificateAuthority: z
    .string()
    .max(100_000)
    .refine((text) => text === "" || text.includes("-----BEGIN CERTIFICATE-----"), "Paste a certificate in PEM form.")
    .default("")
    .meta(
      field({
        label: "Certificate authority",
        help: "PEM text of the authority that signed the server's certificate, when it is not a public one.",
        isSecret: false,
        isAdvanced: true,
        showWhen: { field: "tls", oneOf: ["verify-full"] },
      }),
    ),
  schemas: z
    .string()
    .max(2_000)
    .default("")
    .meta(
      field({
        label: "Schemas",
        help: "Names separated by commas; empty for every schema the user may read.",
        isSecret: false,
        isAdvanced: true,
        placeholder: "public, sales",
      }),
    ),
});

export type PostgresConfig = z.output<typeof postgresConfig>;

/** What libpq calls it, and the mode here that promises no less. */
const TLS_OF_SSLMODE: Readonly<Record<string, (typeof TLS_MODES)[number]>> = {
  disable: "off",
  allow: "require",
  prefer: "require",
  require: "require",
  "verify-ca": "verify-full",
  "verify-full": "verify-full",
};

/** A pasted URL as fields. Only what is a field here is taken; other parameters could name files or set options. */
export function readPostgresUrl(url: string): Readonly<Record<string, unknown>> | null {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  const sslmode = parsed.searchParams.get("sslmode");
  return {
    host: decodeURIComponent(parsed.hostname.replace(/^\[|\]$/g, "")),
    port: parsed.port === "" ? 5432 : Number(parsed.port),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    user: decodeURIComponent(parsed.username),
    ...(parsed.password === "" ? {} : { password: decodeURIComponent(parsed.password) }),
    ...(sslmode === null ? {} : { tls: TLS_OF_SSLMODE[sslmode] ?? "verify-full" }),
  };
}
