import type { FieldMeta } from "@parlance/core";
import { z } from "zod";

const field = (meta: FieldMeta): FieldMeta => meta;

/** Names and addresses only: a path, a user or a query in it would say more than where to connect. */
const host = z
  .string()
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]{2,45}\]?)$/, "This is not a host name.");

/** What goes into a header must not be able to end it. */
const headerText = z.string().regex(/^[\x20-\x7e]*$/, "This holds a character that cannot be sent.");

const plainName = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[\w-]+$/, "Letters, digits, _ and - only.");

export const trinoConfig = z
  .strictObject({
    host: host.meta(
      field({
        label: "Host",
        help: "Name or address of the coordinator.",
        isSecret: false,
        bindsSecrets: true,
        placeholder: "trino.example.com",
      }),
    ),
    port: z
      .int()
      .min(1)
      .max(65_535)
      .default(443)
      .meta(field({ label: "Port", help: "443 or 8443 with TLS, 8080 without.", isSecret: false, bindsSecrets: true })),
    tls: z
      .enum(["verify", "off"])
      .default("verify")
      .meta(
        field({
          label: "TLS",
          help: "Verified by default. Without it nothing secret can be sent.",
          isSecret: false,
          bindsSecrets: true,
        }),
      ),
    catalog: plainName
      .refine((name) => !SYSTEM_CATALOGS.has(name.toLowerCase()), "This catalog describes the cluster.")
      .meta(field({ label: "Catalog", help: "One catalog a source.", isSecret: false, placeholder: "hive" })),
    schema: z
      .union([z.literal(""), plainName])
      .default("")
      .meta(field({ label: "Schema", help: "Left empty, every schema of the catalog is offered.", isSecret: false })),
    user: headerText
      .min(1)
      .max(200)
      .meta(
        field({
          label: "User",
          help: "One that may read this catalog and nothing else.",
          isSecret: false,
          bindsSecrets: true,
        }),
      ),
    auth: z
      .enum(["none", "password", "token"])
      .default("none")
      .meta(
        field({ label: "Sign in with", help: "As the cluster is configured.", isSecret: false, bindsSecrets: true }),
      ),
    password: headerText
      .max(1_000)
      .default("")
      .meta(
        field({
          label: "Password",
          help: "Kept encrypted and never shown again.",
          isSecret: true,
          showWhen: { field: "auth", oneOf: ["password"] },
        }),
      ),
    token: headerText
      .max(8_000)
      .default("")
      .meta(
        field({
          label: "Token",
          help: "A JSON web token; kept encrypted and never shown again.",
          isSecret: true,
          showWhen: { field: "auth", oneOf: ["token"] },
        }),
      ),
  })
  .refine(({ auth, tls }) => auth === "none" || tls === "verify", {
    path: ["tls"],
    message: "A password or token is only sent over TLS.",
  });

const SYSTEM_CATALOGS: ReadonlySet<string> = new Set(["system", "jmx"]);

export type TrinoConfig = z.output<typeof trinoConfig>;

/** trino://user:password@host:port/catalog/schema, and the same behind jdbc: or as https. Options are left out. */
export function readTrinoUrl(text: string): Readonly<Record<string, unknown>> | null {
  const plain = text.trim().replace(/^jdbc:/i, "");
  if (!/^(?:trino|presto):\/\//i.test(plain) || !URL.canParse(plain)) return null;
  const url = new URL(plain);
  const [catalog = "", schema = ""] = url.pathname.split("/").slice(1).map(decodeText);
  const isPlain = /^false$/i.test(url.searchParams.get("SSL") ?? "") || url.port === "8080";
  const password = decodeText(url.password);
  return {
    host: url.hostname,
    port: Number(url.port || (isPlain ? 8080 : 443)),
    tls: isPlain ? "off" : "verify",
    ...(catalog === "" ? {} : { catalog }),
    ...(schema === "" ? {} : { schema }),
    ...(url.username === "" ? {} : { user: decodeText(url.username) }),
    ...(password === "" ? {} : { auth: "password", password }),
  };
}

/** A stray percent sign stays as it is. */
const decodeText = (text: string): string =>
  text.replace(/%[0-9A-Fa-f]{2}/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
