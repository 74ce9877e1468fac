import type { FieldMeta } from "@parlance/core";
import { z } from "zod";

const field = (meta: FieldMeta): FieldMeta => meta;

/** Names and addresses only: nothing that a driver could read as a socket's path or an option. */
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45})$/;

export const mysqlConfig = z.strictObject({
  host: z
    .string()
    .regex(HOST, "This is not a host name.")
    .meta(
      field({
        label: "Host",
        help: "Name or address of the server.",
        isSecret: false,
        bindsSecrets: true,
        placeholder: "db.example.com",
      }),
    ),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .default(3306)
    .meta(
      field({ label: "Port", help: "3306 unless the server says otherwise.", isSecret: false, bindsSecrets: true }),
    ),
  database: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[^\0/\\.]+$/, "This is not the name of a database.")
    .meta(field({ label: "Database", help: "Its tables and views are what can be asked.", isSecret: false })),
  user: z
    .string()
    .min(1)
    .max(128)
    .meta(
      field({
        label: "User",
        help: "One with SELECT on this database and nothing else.",
        isSecret: false,
        bindsSecrets: true,
      }),
    ),
  password: z
    .string()
    .max(1_000)
    .default("")
    .meta(field({ label: "Password", help: "Kept encrypted and never shown again.", isSecret: true })),
  tls: z
    .enum(["verify", "unverified", "off"])
    .default("verify")
    .meta(
      field({
        label: "TLS",
        help: "verify checks the server's certificate and name; unverified encrypts without knowing to whom; off sends everything readable.",
        isSecret: false,
        bindsSecrets: true,
      }),
    ),
  ca: z
    .string()
    .max(100_000)
    .default("")
    .meta(
      field({
        label: "CA certificate",
        help: "PEM text, for servers whose certificate no public authority signed.",
        isSecret: false,
        isAdvanced: true,
        showWhen: { field: "tls", oneOf: ["verify"] },
      }),
    ),
});

export type MysqlConfig = z.output<typeof mysqlConfig>;

const SCHEMES = new Set(["mysql:", "mariadb:", "mysql2:", "jdbc:mysql:", "jdbc:mariadb:"]);

/** A pasted URL as fields. What it says beyond them is dropped: options of the driver are not for users to set. */
export function readMysqlUrl(text: string): Record<string, unknown> | null {
  const match =
    /^((?:jdbc:)?[a-z0-9]+:)\/\/(?:([^:@/?]*)(?::([^@/?]*))?@)?(\[[^\]]*\]|[^:/?]*)(?::(\d+))?(?:\/([^?]*))?(?:\?(.*))?$/i.exec(
      text.trim(),
    );
  const [, scheme = "", user = "", password = "", host = "", port, database = "", query = ""] = match ?? [];
  if (!SCHEMES.has(scheme.toLowerCase())) return null;
  const options = new URLSearchParams(query);
  const wanted = (options.get("ssl-mode") ?? options.get("sslMode") ?? "").toLowerCase();
  return {
    host: host.replace(/^\[|\]$/g, ""),
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(database === "" ? {} : { database: decoded(database) }),
    ...(user === "" ? {} : { user: decoded(user) }),
    ...(password === "" ? {} : { password: decoded(password) }),
    tls: wanted === "disabled" || wanted === "disable" ? "off" : "verify",
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
