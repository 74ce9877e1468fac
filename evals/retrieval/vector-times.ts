import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { quantile } from "../report/figures.ts";
import { seededRandom } from "../training/random.ts";

const DIMENSION = 512;
const ROWS_AT_ONCE = 25;
const ASKED = 10;
const NEAREST = 60;
const SEED = 7;

/** Every vector compared, against an index for nearest neighbours, in the embedded database as the server opens it. */
export async function runVectorTimes(args: readonly string[]): Promise<void> {
  const rows = Number(args[0] ?? 5000);
  const folder = mkdtempSync(join(tmpdir(), "parlance-vectors-"));
  const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=8MB", "-c", "max_connections=4"];
  const database = await PGlite.create({ dataDir: join(folder, "data"), extensions: { vector }, startParams });
  try {
    await database.exec("CREATE EXTENSION vector; CREATE TABLE vectors (id integer PRIMARY KEY, embedding vector)");
    await fill(database, rows);
    await time(database, `${rows} vectors, every one compared`, "embedding <=> $1::vector");
    const start = performance.now();
    const typed = `embedding::vector(${DIMENSION})`;
    await database.exec(`CREATE INDEX ON vectors USING hnsw ((${typed}) vector_cosine_ops)`);
    console.log(`hnsw built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
    await time(database, "with hnsw", `${typed} <=> $1::vector(${DIMENSION})`);
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const next = seededRandom(SEED);
const randomVector = (): string => `[${Array.from({ length: DIMENSION }, () => (next() - 0.5).toFixed(4)).join(",")}]`;

async function fill(database: PGlite, rows: number): Promise<void> {
  const times: number[] = [];
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const ids = Array.from({ length: Math.min(ROWS_AT_ONCE, rows - from) }, (_, i) => from + i);
    const vectors = ids.map(randomVector);
    const start = performance.now();
    const values = [JSON.stringify(ids), JSON.stringify(vectors)];
    await database.query(
      `INSERT INTO vectors SELECT i::text::integer, v::vector FROM ROWS FROM
         (json_array_elements($1::json), json_array_elements_text($2::json)) AS given(i, v)`,
      values,
    );
    times.push(performance.now() - start);
  }
  console.log(
    `${ROWS_AT_ONCE} vectors written: p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms`,
  );
}

async function time(database: PGlite, name: string, distance: string): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < ASKED; i += 1) {
    const asked = randomVector();
    const start = performance.now();
    await database.query(`SELECT id FROM vectors ORDER BY ${distance} LIMIT ${NEAREST}`, [asked]);
    times.push(performance.now() - start);
  }
  console.log(`${name}: p50 ${quantile(times, 0.5).toFixed(1)} ms, best ${quantile(times, 0).toFixed(1)} ms`);
}
