import type { Connection } from "@parlance/core";
import { postgresServer, type TestServer } from "@parlance/testkit";
import { Client } from "pg";
import { openSourceFixture, type SourceFixture } from "../packages/connectors/src/process/fixture.ts";
import type { BenchRow } from "./bench-row.ts";
import { type PairedFigures, pairedRuns } from "./paired-runs.ts";

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
const BATCH = 250;

/** The catalog of a PostgreSQL database with many tables, against the bare catalog queries. */
export async function run(): Promise<readonly BenchRow[]> {
  const found = postgresServer.isAvailable();
  if (!found.isAvailable) throw new Error(`PostgreSQL is missing. ${found.reason}`);
  const server = await postgresServer.start();
  const sources = await openSourceFixture();
  const client = newClient(server);
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
  const tables = `${size.toLocaleString("en")} PostgreSQL tables`;
  const first = await firstLooks(server, sources);
  const again = await openSource(server, sources);
  if ((await again.introspect()).tables.length !== size) throw new Error(`not all of ${size} tables were read`);
  const introspect = () => again.introspect();
  const bare = () => bareQueries(client);
  const changed = await pairedRuns(RUNS, introspect, bare, "wall", (run) =>
    client.query(`COMMENT ON TABLE table_0 IS 'changed ${run}'`),
  );
  const unchanged = await pairedRuns(RUNS, introspect, bare);
  return [
    catalogRow(
      `catalog of ${tables}, through the source process`,
      changed,
      `${WARM}; a comment changed before each pair of runs`,
    ),
    catalogRow(`a first look at ${tables}, connecting included`, first, COLD),
    catalogRow(`the catalog of ${tables} again when nothing changed`, unchanged, WARM),
  ];
}

const WARM = "connections open and used before on both sides, ours kept from the last look";
const COLD = "both connect for each run and keep nothing; the source process runs, and has read the catalog before";

const catalogRow = (name: string, { ours, bare, spread }: PairedFigures, warmth: string): BenchRow => ({
  name,
  unit: "ms",
  ours,
  bare,
  bar: { kind: "ratio", ratio: 1.5 },
  notes: `8 columns, a primary and a foreign key each; ${warmth}; median of ${RUNS} alternating runs; ${spread}`,
});

/** From no connection to the catalog. What is closed between the runs is not counted. */
async function firstLooks(server: TestServer, sources: SourceFixture): Promise<PairedFigures> {
  const leftovers: { close(): Promise<void> }[] = [];
  const ours = async () => {
    const connection = await openSource(server, sources);
    leftovers.push(connection);
    await connection.introspect();
  };
  const bare = async () => {
    const client = newClient(server);
    leftovers.push({ close: () => client.end() });
    await client.connect();
    await bareQueries(client);
  };
  const closeAll = async () => {
    for (const leftover of leftovers.splice(0)) await leftover.close();
  };
  const figures = await pairedRuns(RUNS, ours, bare, "wall", closeAll);
  await closeAll();
  return figures;
}

let opened = 0;

function openSource(server: TestServer, sources: SourceFixture): Promise<Connection> {
  const config = { host: "127.0.0.1", port: server.port, database: server.database, user: server.user, tls: "off" };
  opened++;
  return sources.open("postgres", config, `bench-${opened}`);
}

const newClient = ({ host, port, user, database }: TestServer): Client => new Client({ host, port, user, database });

async function bareQueries(client: Client): Promise<void> {
  for (const text of BARE_QUERIES) await client.query({ text, rowMode: "array" });
}
