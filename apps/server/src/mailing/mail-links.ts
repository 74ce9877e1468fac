import type { ServerOptions } from "../server-options.ts";

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost", "0.0.0.0", "::"]);

/**
 * Where people find this server: what was configured, or this machine. Never what a request says it was sent to, which
 * whoever sends it can choose.
 */
export function publicAddress({ publicUrl, host, port }: Pick<ServerOptions, "publicUrl" | "host" | "port">): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, "");
  const name = LOOPBACK.has(host) ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** A link of the web app, with secrets behind the "#", which browsers send to nobody. */
export function linkTo(
  options: Pick<ServerOptions, "publicUrl" | "host" | "port">,
  path: `/${string}`,
  secrets: Readonly<Record<string, string>> = {},
): string {
  const fragment = new URLSearchParams(secrets).toString();
  return `${publicAddress(options)}${path}${fragment === "" ? "" : `#${fragment}`}`;
}
