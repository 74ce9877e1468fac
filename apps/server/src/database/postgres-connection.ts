import { readFileSync } from "node:fs";
import type { PoolConfig } from "pg";

const MAX_CONNECTIONS = 10;
const CONNECT_WITHIN_MS = 5_000;
/** Longer than any statement of the product takes; a statement that hangs must not hold its connection for ever. */
const STATEMENT_WITHIN_MS = 60_000;
const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]", ""];

/**
 * A pool's settings from an address. To another machine the connection is encrypted and the server's certificate is
 * verified, whatever lesser mode the address names; "sslmode=disable" alone turns that off, in so many words.
 */
export function connectionOf(address: string): PoolConfig {
  const url = new URL(address);
  const mode = url.searchParams.get("sslmode");
  const authority = url.searchParams.get("sslrootcert");
  const isPlain = mode === "disable" || (mode === null && LOCAL_HOSTS.includes(url.hostname));
  return {
    host: url.hostname.replace(/^\[|\]$/g, "") || "localhost",
    port: url.port === "" ? 5432 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username),
    ssl: isPlain ? false : { rejectUnauthorized: true, ...(authority === null ? {} : { ca: readFileSync(authority) }) },
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    application_name: "parlance",
    keepAlive: true,
  };
}

/** Where the server is, without who signs in there. */
export function placeOf(address: string): string {
  const { host, pathname } = new URL(address);
  return `${host}${pathname}`;
}

const UNREACHABLE = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "EAI_AGAIN"];
/** Shutting down, starting up, crashed, no more connections. */
const SERVER_AWAY = ["57P01", "57P02", "57P03", "53300"];
const POOL_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/;

/** Whether the database could not be asked at all, as against having refused what it was asked. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (UNREACHABLE.includes(code) || SERVER_AWAY.includes(code) || code.startsWith("08")) return true;
  // The pool's own errors have no codes.
  return POOL_MESSAGES.test(error.message) || (error.cause !== undefined && isUnreachable(error.cause));
}
