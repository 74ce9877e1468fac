import { join } from "node:path";
import type { ServerOptions } from "../server-options.ts";
import { type OpenDatabase, openDatabase } from "./database.ts";
import type { MigrateOptions } from "./migrate.ts";

/** On the server that is named, else inside the data folder. The server's client is loaded only where it is used. */
export async function openProductDatabase(
  { databaseUrl, dataDir }: Pick<ServerOptions, "databaseUrl" | "dataDir">,
  template?: string,
  options: MigrateOptions = {},
): Promise<OpenDatabase> {
  if (databaseUrl === undefined) return openDatabase(join(dataDir, "database"), template, options);
  const { openPostgres } = await import("./postgres-database.ts");
  return openPostgres(databaseUrl, options);
}
