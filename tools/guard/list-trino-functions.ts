import { writeFile } from "node:fs/promises";

/**
 * Writes the guard's list of callable Trino functions: what SHOW FUNCTIONS of running servers lists, less those
 * withheld below. Give one or more addresses; the newest release last:
 *   npx tsx tools/guard/list-trino-functions.ts http://127.0.0.1:8080
 */
const TARGET = new URL("../../packages/sql/src/guard/trino/generated/allowed-functions.ts", import.meta.url);

const HEADER = `// Written by tools/guard/list-trino-functions.ts from running servers; change what is withheld there, not this file.
// Callable in expressions: none of these reads outside its arguments, changes anything, or tells about the server.
`;

/** current_groups tells about the account; the spatial pair belongs to the engine's own join planning. */
const WITHHELD: ReadonlySet<string> = new Set([
  "current_groups",
  "version",
  "fail",
  "spatial_partitions",
  "spatial_partitioning",
]);

/** Expressions that look like calls and that SHOW FUNCTIONS does not list. */
const SYNTAX_FUNCTIONS = [
  "if",
  "nullif",
  "try",
  "try_cast",
  "format",
  "coalesce",
  "first",
  "last",
  "prev",
  "next",
  "classifier",
  "match_number",
];

interface Page {
  readonly nextUri?: string;
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly message: string };
}

async function rows(server: string, sql: string): Promise<(readonly unknown[])[]> {
  const headers = { "X-Trino-User": "parlance" };
  const found: (readonly unknown[])[] = [];
  let page: Page = await (await fetch(`${server}/v1/statement`, { method: "POST", body: sql, headers })).json();
  for (;;) {
    if (page.error !== undefined) throw new Error(page.error.message);
    found.push(...(page.data ?? []));
    if (page.nextUri === undefined) return found;
    page = await (await fetch(page.nextUri, { headers })).json();
  }
}

const servers = process.argv.slice(2);
if (servers.length === 0) throw new Error("Give the address of at least one Trino server.");
const names = new Set(SYNTAX_FUNCTIONS);
const versions: string[] = [];
for (const server of servers) {
  versions.push(String((await rows(server, "SELECT node_version FROM system.runtime.nodes"))[0]?.[0]));
  for (const [name, , , kind] of await rows(server, "SHOW FUNCTIONS")) {
    if (kind !== "table") names.add(String(name).toLowerCase());
  }
}
const allowed = [...names].filter((name) => !WITHHELD.has(name)).sort();
const lines = allowed.map((name) => `  ${JSON.stringify(name)},`).join("\n");
await writeFile(
  TARGET,
  `${HEADER}// Trino ${versions.join(" and ")}, ${allowed.length} names.\n\nexport const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set([\n${lines}\n]);\n`,
);
console.log(`${allowed.length} functions allowed`);
