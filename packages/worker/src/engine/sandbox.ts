import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { quoteList } from "../ingest/quote.ts";

export interface SandboxOptions {
  /** The only files that can be read; absolute paths. */
  readonly readPaths: readonly string[];
  /** The only folders that can be read and written; absolute paths. */
  readonly writeDirs: readonly string[];
  readonly tempDir: string;
  readonly threads: number;
  readonly memoryBytes: number;
  readonly maxTempBytes: number;
}

const CREATE_OPTIONS = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
  allow_community_extensions: "false",
  allow_unsigned_extensions: "false",
  allow_persistent_secrets: "false",
  errors_as_json: "true",
} as const;

/** What must read back after locking, or the sandbox does not open. */
const MUST_HOLD: Readonly<Record<string, boolean>> = {
  enable_external_access: false,
  lock_configuration: true,
  autoinstall_known_extensions: false,
  autoload_known_extensions: false,
  allow_community_extensions: false,
  allow_unsigned_extensions: false,
  allow_persistent_secrets: false,
  errors_as_json: true,
};

/**
 * An in-memory DuckDB that can reach the named files and folders and nothing else, and whose settings no statement can
 * change. Measured on 1.5.6: with external access off, allowed_paths and allowed_directories still open exactly those,
 * ".." is resolved before the check, and SET, LOAD of other extensions, INSTALL and ATTACH elsewhere fail.
 */
export async function openSandbox(options: SandboxOptions): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(":memory:", {
    ...CREATE_OPTIONS,
    threads: String(options.threads),
    memory_limit: bytes(options.memoryBytes),
    temp_directory: options.tempDir,
    max_temp_directory_size: bytes(options.maxTempBytes),
  });
  try {
    const connection = await instance.connect();
    await lock(connection, options);
    await verify(connection, options);
    connection.closeSync();
    return instance;
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

const bytes = (count: number): string => `${Math.floor(count / 1024)}KiB`;

async function lock(connection: DuckDBConnection, options: SandboxOptions): Promise<void> {
  await connection.run(`SET allowed_paths = ${quoteList(options.readPaths)}`);
  await connection.run(`SET allowed_directories = ${quoteList(options.writeDirs)}`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
}

async function verify(connection: DuckDBConnection, options: SandboxOptions): Promise<void> {
  const names = Object.keys(MUST_HOLD);
  const columns = names.map((name) => `current_setting('${name}')`);
  const reader = await connection.runAndReadAll(
    `SELECT ${columns.join(", ")}, len(current_setting('allowed_paths')), len(current_setting('allowed_directories'))`,
  );
  const row = reader.getRows()[0] ?? [];
  const wrong = names.filter((name, i) => row[i] !== MUST_HOLD[name]);
  // DuckDB adds the temp directory to the allowed folders when it lies outside them.
  const paths = Number(row[names.length]);
  const directories = Number(row[names.length + 1]);
  if (paths > new Set(options.readPaths).size) wrong.push("allowed_paths");
  if (directories > new Set(options.writeDirs).size + 1) wrong.push("allowed_directories");
  if (wrong.length > 0) throw new Error(`DuckDB did not keep these settings: ${wrong.join(", ")}`);
}
