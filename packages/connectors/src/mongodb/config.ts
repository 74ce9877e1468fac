import type { FieldMeta } from "@parlance/core";
import { z } from "zod";

const field = (meta: FieldMeta): FieldMeta => meta;

/** Host names and addresses only: "a,b", "a/?x=y" or a path to a socket would say more to the driver than where to connect. */
const host = z
  .string()
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[?[0-9A-Fa-f:.]{2,45}\]?)$/, "This is not a host name.");
const name = z.string().min(1).max(120);

export const mongodbConfig = z.strictObject({
  host: host.meta(
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
    .default(27_017)
    .meta(field({ label: "Port", help: "Not used with a DNS seed list.", isSecret: false, bindsSecrets: true })),
  isSeedList: z
    .boolean()
    .default(false)
    .meta(
      field({
        label: "DNS seed list",
        help: "For addresses that begin with mongodb+srv://, such as Atlas: the host's SRV record names the servers.",
        isSecret: false,
        bindsSecrets: true,
      }),
    ),
  database: name
    .regex(/^[^/\\. "$*<>:|?\0]+$/, "This is not the name of a database.")
    .meta(field({ label: "Database", help: "Its collections become tables.", isSecret: false })),
  user: z
    .string()
    .max(200)
    .default("")
    .meta(
      field({
        label: "User",
        help: "One that may read this database and nothing else.",
        isSecret: false,
        bindsSecrets: true,
      }),
    ),
  password: z
    .string()
    .max(1_000)
    .default("")
    .meta(field({ label: "Password", help: "Kept encrypted and never shown again.", isSecret: true })),
  authDatabase: name.default("admin").meta(
    field({
      label: "Sign-in database",
      help: "Where the user was made.",
      isSecret: false,
      isAdvanced: true,
      bindsSecrets: true,
    }),
  ),
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

export type MongodbConfig = z.output<typeof mongodbConfig>;

/** A pasted connection string as fields. What it says beyond them is dropped: options of the driver are not for users to set. */
export function readMongodbUrl(text: string): Record<string, unknown> | null {
  const match = /^mongodb(\+srv)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/.exec(
    text.trim(),
  );
  if (match === null) return null;
  const [, srv, user = "", password = "", hosts = "", database = "", query = ""] = match;
  const first = hosts.split(",")[0] ?? "";
  const [, address = "", port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(first) ?? [];
  const options = new URLSearchParams(query);
  const isTls = options.get("tls") ?? options.get("ssl") ?? (srv === undefined ? "false" : "true");
  return {
    host: address,
    ...(port === undefined ? {} : { port: Number(port) }),
    isSeedList: srv !== undefined,
    ...(database === "" ? {} : { database: decoded(database) }),
    ...(user === "" ? {} : { user: decoded(user), password: decoded(password) }),
    ...(options.has("authSource") ? { authDatabase: options.get("authSource") } : {}),
    tls: isTls === "true" ? "verify" : "off",
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
