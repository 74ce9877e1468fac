import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a server's programs are, or why the server cannot be started here. */
export type Availability =
  | { readonly isAvailable: true; readonly programs: string }
  | { readonly isAvailable: false; readonly reason: string };

/** A running throw-away server with one empty database. */
export interface TestServer {
  readonly host: "127.0.0.1";
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The server's own version text. */
  readonly version: string;
  /** All it writes lies here, and is removed with it. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

export interface ServerKind {
  readonly name: string;
  readonly isAvailable: () => Availability;
  /** A few seconds. Throws when the server is not available or does not answer. */
  readonly start: () => Promise<TestServer>;
}

/** The first folder that holds the program, looked up where packages put it and on PATH. */
export function folderOf(program: string, folders: readonly string[]): string | undefined {
  const searched = [...folders, ...(process.env.PATH ?? "").split(delimiter)];
  return searched.find((folder) => folder !== "" && existsSync(join(folder, program)));
}

/**
 * Whether tests against this server are left out. In CI they never are: the test then fails with the reason instead of
 * passing silently. Elsewhere the reason, with the command that helps, is printed once.
 */
export function isSkipped({ name, isAvailable }: ServerKind): boolean {
  const found = isAvailable();
  if (found.isAvailable) return false;
  if (process.env.CI === "true") return false;
  process.stderr.write(`Skipped: tests against ${name}. ${found.reason}\n`);
  return true;
}
