import { writeFile } from "node:fs/promises";
import { postgresServer } from "@parlance/testkit";
import { Client } from "pg";
import { HARMLESS_VOLATILE, isWithheld, OF_NEWER_SERVERS } from "./withheld-postgres.ts";

/**
 * Writes the guard's lists for PostgreSQL from a real server: its functions of which every form is immutable or stable,
 * less what withheld-postgres.ts withholds; its operators; and its types. Review the difference line by line:
 *   npx tsx tools/guard/list-postgres-functions.ts
 */
const FOLDER = new URL("../../packages/sql/src/guard/postgres/generated/", import.meta.url);

/** Arguments and results of these types belong to the server's inside. */
const INTERNAL_TYPES =
  "'internal', 'cstring', 'trigger', 'event_trigger', 'language_handler', 'fdw_handler', 'index_am_handler', 'table_am_handler', 'tsm_handler', 'pg_ddl_command'";

const FUNCTIONS = `
  SELECT p.proname AS name, bool_or(p.provolatile = 'v') AS is_volatile
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname = 'pg_catalog' AND p.prokind IN ('f', 'a', 'w')
  GROUP BY p.proname
  HAVING NOT bool_or(EXISTS (
    SELECT FROM unnest(p.proargtypes || p.prorettype) AS used(type) WHERE used.type::regtype::text IN (${INTERNAL_TYPES})))
  ORDER BY p.proname`;

const OPERATORS =
  "SELECT DISTINCT oprname AS name FROM pg_operator JOIN pg_namespace n ON n.oid = oprnamespace WHERE nspname = 'pg_catalog' ORDER BY 1";

const TYPES = `
  SELECT typname AS name FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE nspname = 'pg_catalog' AND typtype IN ('b', 'd', 'm', 'r') AND typname !~ '^(_|pg_|reg)'
    AND typname NOT IN ('aclitem', 'refcursor', 'gtsvector', 'cid', 'xid', 'xid8', 'tid', 'oidvector', 'int2vector')
  ORDER BY 1`;

async function writeList(
  file: string,
  title: string,
  name: string,
  version: string,
  values: readonly string[],
): Promise<void> {
  const lines = values.map((value) => `  ${JSON.stringify(value)},`).join("\n");
  const head = `// Written by tools/guard/list-postgres-functions.ts from a server; change withheld-postgres.ts there, not this file.\n// ${title}\n// PostgreSQL ${version}, ${values.length} names.\n\n`;
  await writeFile(
    new URL(file, FOLDER),
    `${head}export const ${name}: ReadonlySet<string> = new Set([\n${lines}\n]);\n`,
  );
  console.log(`${file}: ${values.length}`);
}

const server = await postgresServer.start();
const client = new Client({ host: server.host, port: server.port, user: server.user, database: server.database });
await client.connect();
try {
  const names = async (sql: string) => (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name);
  const found = (await client.query<{ name: string; is_volatile: boolean }>(FUNCTIONS)).rows;
  const quiet = found.filter(({ name, is_volatile }) => !is_volatile || HARMLESS_VOLATILE.has(name));
  const functions = [...new Set([...quiet.map(({ name }) => name), ...OF_NEWER_SERVERS])]
    .filter((name) => !isWithheld(name))
    .sort();
  const { version } = server;
  await writeList(
    "allowed-functions.ts",
    "Callable: no function here writes, reads a file, opens a connection, or tells about the server.",
    "ALLOWED_FUNCTIONS",
    version,
    functions,
  );
  await writeList(
    "own-operators.ts",
    "The server's own operators; others could be anybody's functions.",
    "OWN_OPERATORS",
    version,
    await names(OPERATORS),
  );
  await writeList(
    "own-types.ts",
    "The server's own types that a value can be cast to without looking anything up.",
    "OWN_TYPES",
    version,
    await names(TYPES),
  );
} finally {
  await client.end();
  await server.stop();
}
