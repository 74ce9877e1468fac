import type { Catalog, Connection } from "@parlance/core";
import { postgresServer, type TestServer } from "@parlance/testkit";
import { Client } from "pg";
import { openSourceFixture, type SourceFixture } from "../packages/connectors/src/process/fixture.ts";
import type { BenchRow } from "./bench-row.ts";
import { pairedRuns } from "./paired-runs.ts";

const SIZES = [1_000, 5_000] as const;
const RUNS = 5;
/** What anybody would ask of the server's own catalog: one row for each table, column, key and column's statistics. */
const READABLE = `
  c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT c.relispartition
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND has_schema_privilege(n.oid, 'USAGE')`;

const BARE_QUERIES = [
  `SELECT c.oid, n.nspname, c.relname, c.relkind, c.reltuples, d.description
   FROM pg_class c
   JOIN pg_namespace n ON n.oid = c.relnamespace
   LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0 AND d.classoid = 'pg_class'::regclass
   WHERE ${READABLE} AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))
   ORDER BY n.nspname, c.relname`,
  `SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, format_type(a.atttypid, a.atttypmod), d.description
   FROM pg_attribute a
   JOIN pg_class c ON c.oid = a.attrelid
   JOIN pg_namespace n ON n.oid = c.relnamespace
   LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = a.attnum AND d.classoid = 'pg_class'::regclass
   WHERE ${READABLE} AND a.attnum > 0 AND NOT a.attisdropped
     AND (has_table_privilege(c.oid, 'SELECT') OR has_column_privilege(c.oid, a.attnum, 'SELECT'))
   ORDER BY a.attrelid, a.attnum`,
  `SELECT k.conrelid, k.contype, k.conkey, k.confrelid, k.confkey
   FROM pg_constraint k
   JOIN pg_class c ON c.oid = k.conrelid
   JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE ${READABLE} AND k.contype IN ('p', 'f', 'u')
   ORDER BY k.conrelid, k.contype DESC, k.conname`,
  `SELECT schemaname, tablename, attname, null_frac, n_distinct, most_common_vals::text, most_common_freqs::text
   FROM pg_stats
   WHERE schemaname !~ '^pg_' AND schemaname <> 'information_schema' AND NOT inherited
     AND (most_common_vals IS NULL OR length(most_common_vals::text) < 20000)`,
];
/** A first run that does not count warms both sides; each of ours needs a connection that has read nothing yet. */
const CONNECTIONS = RUNS + 2;
const BATCH = 250;

/** The catalog of a PostgreSQL database with many tables, against the bare catalog queries. */
export async function run(): Promise<readonly BenchRow[]> {
  const found = postgresServer.isAvailable();
  if (!found.isAvailable) throw new Error(`PostgreSQL is missing. ${found.reason}`);
  const server = await postgresServer.start();
  const sources = await openSourceFixture();
  const client = new Client({ host: server.host, port: server.port, user: server.user, database: server.database });
  await client.connect();
  try {
    const rows: BenchRow[] = [];
    let made = 0;
    for (const size of SIZES) {
      await makeTables(client, made, size);
      made = size;
      rows.push(...(await catalogRows(size, server, sources, client)));
    }
    return rows;
  } finally {
    await client.end();
    await sources.close();
    await server.stop();
  }
}

async function makeTables(client: Client, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    const statements = Array.from({ length: Math.min(BATCH, to - first) }, (_, i) => {
      const n = first + i;
      const parent = n === 0 ? "" : ` REFERENCES table_${Math.floor(n / 2)}`;
      return `CREATE TABLE table_${n} (id int PRIMARY KEY, parent_id int${parent}, name text, amount numeric(12,2), day date, made_at timestamptz, note text, payload jsonb);`;
    });
    await client.query(statements.join("\n"));
  }
  await client.query("ANALYZE");
}

async function catalogRows(
  size: number,
  server: TestServer,
  sources: SourceFixture,
  client: Client,
): Promise<BenchRow[]> {
  const fresh = await openMany(server, sources);
  let last: Catalog | undefined;
  const read = await pairedRuns(
    RUNS,
    async () => {
      last = await fresh.pop()?.introspect();
    },
    () => bareQueries(client),
  );
  if (last?.tables.length !== size) throw new Error(`${last?.tables.length ?? 0} of ${size} tables were read`);
  const [again] = await openMany(server, sources, 1);
  await again?.introspect();
  const resync = await pairedRuns(
    RUNS,
    async () => {
      await again?.introspect();
    },
    () => bareQueries(client),
  );
  const notes = (spread: string) =>
    `8 columns, a primary and a foreign key each; median of ${RUNS} alternating runs; ${spread}`;
  return [
    {
      name: `catalog of ${size.toLocaleString("en")} PostgreSQL tables, through the source process`,
      unit: "ms",
      ours: read.ours,
      bare: read.bare,
      bar: { kind: "ratio", ratio: 1.5 },
      notes: notes(read.spread),
    },
    {
      name: `the same again when nothing changed (${size.toLocaleString("en")} tables)`,
      unit: "ms",
      ours: resync.ours,
      bare: resync.bare,
      bar: { kind: "ratio", ratio: 1.5 },
      notes: notes(resync.spread),
    },
  ];
}

function openMany(server: TestServer, sources: SourceFixture, count = CONNECTIONS): Promise<Connection[]> {
  const config = { host: "127.0.0.1", port: server.port, database: server.database, user: server.user, tls: "off" };
  return Promise.all(Array.from({ length: count }, (_, i) => sources.open("postgres", config, `bench-${i}`)));
}

async function bareQueries(client: Client): Promise<void> {
  for (const text of BARE_QUERIES) await client.query({ text, rowMode: "array" });
}
