import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { request } from "node:http";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { BenchRow } from "./bench-row.ts";
import { type BuiltServer, startBuilt, withFolder } from "./built-server.ts";
import { pairedRuns } from "./paired-runs.ts";

const ROWS = 1_900_000;
/** About 1 GB, measured when PARLANCE_BENCH_1GB is set. */
const GIGABYTE_ROWS = 22_000_000;
const BIG_ROWS = 10_000_000;
const UPLOAD_RUNS = 2;
const QUERY_RUNS = 9;
const AGGREGATE =
  "SELECT customer, count(*) AS n, sum(amount) AS total FROM facts GROUP BY customer ORDER BY total DESC LIMIT 20";

/** Files over HTTP until they can be asked, and statements over HTTP to the last byte, against the bare engine. */
export async function run(): Promise<readonly BenchRow[]> {
  return withFolder(async (dataDir) => {
    const instance = await DuckDBInstance.create(":memory:", {
      threads: String(availableParallelism()),
      memory_limit: "1GiB",
    });
    const bare = await instance.connect();
    const server = await startBuilt({ dataDir, hasDemo: false });
    try {
      const uploads = await uploadRows(server, bare, dataDir, { rows: ROWS, runs: UPLOAD_RUNS });
      if (process.env.PARLANCE_BENCH_1GB)
        uploads.push(...(await uploadRows(server, bare, dataDir, { rows: GIGABYTE_ROWS, runs: 1 })));
      return [...uploads, await aggregateRow(server, bare, dataDir)];
    } finally {
      await server.stop();
      bare.closeSync();
      instance.closeSync();
    }
  });
}

const facts = (rows: number): string =>
  `SELECT i AS id, 'customer ' || (i % 5000) AS customer, (i % 9973 * 0.37)::DECIMAL(12,2) AS amount,
   DATE '2020-01-01' + (i % 1500)::INTEGER AS day, 'note ' || (i % 77) AS note FROM range(${rows}) t(i)`;

async function uploadRows(
  server: BuiltServer,
  bare: DuckDBConnection,
  dir: string,
  { rows, runs }: { rows: number; runs: number },
): Promise<BenchRow[]> {
  const csv = join(dir, "facts.csv");
  await bare.run(`COPY (${facts(rows)}) TO '${csv}' (FORMAT csv, HEADER)`);
  const megabytes = Math.round((await stat(csv)).size / 1024 ** 2);
  const before = server.residentMb("VmHWM");
  const shares = new ProcessorShares(server);
  const {
    ours,
    bare: theirs,
    spread,
  } = await pairedRuns(
    runs,
    () => shares.ofUpload(() => upload(server, csv)),
    () => shares.ofBare(() => bare.run(`COPY (FROM read_csv('${csv}')) TO '${csv}.parquet' (FORMAT parquet)`)),
  );
  const growth = server.residentMb("VmHWM") - before;
  await rm(csv);
  return [
    {
      name: `upload CSV ${megabytes} MB over HTTP until askable`,
      unit: "ms",
      ours,
      bare: theirs,
      bar: { kind: "ratio", ratio: 1.4 },
      notes: `median of ${runs} alternating runs; ${spread}`,
    },
    shares.row(`processor time of an upload of CSV ${megabytes} MB, its sender left out`),
    {
      name: `API memory growth over ${megabytes} MB uploads`,
      unit: "MB",
      ours: growth,
      bare: null,
      bar: { kind: "limit", limit: 60 },
      notes: "peak resident memory above the peak before these uploads",
    },
  ];
}

/** What each process that takes part has cost, since they share the machine; the last run of each counts. */
class ProcessorShares {
  readonly #server: BuiltServer;
  #ours = { sender: 0, api: 0, workers: 0 };
  #bare = 0;

  constructor(server: BuiltServer) {
    this.#server = server;
  }

  async ofUpload(upload: () => Promise<unknown>): Promise<void> {
    const before = this.#server.processorMs();
    const sender = await processorMsOf(upload);
    const after = this.#server.processorMs();
    this.#ours = { sender, api: after.api - before.api, workers: after.workers - before.workers };
  }

  async ofBare(copy: () => Promise<unknown>): Promise<void> {
    this.#bare = await processorMsOf(copy);
  }

  row(name: string): BenchRow {
    const { sender, api, workers } = this.#ours;
    return {
      name,
      unit: "ms",
      ours: api + workers,
      bare: this.#bare,
      bar: { kind: "none" },
      notes: `API ${api} ms, workers ${workers} ms; the sender, which this bench is itself, ${Math.round(sender)} ms; one run`,
    };
  }
}

/** Of this process with its threads, in ms. */
async function processorMsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function aggregateRow(server: BuiltServer, bare: DuckDBConnection, dir: string): Promise<BenchRow> {
  const parquet = join(dir, "facts.parquet");
  await bare.run(`COPY (${facts(BIG_ROWS)}) TO '${parquet}' (FORMAT parquet)`);
  await bare.run(`CREATE VIEW facts AS FROM read_parquet('${parquet}')`);
  const sourceId = await upload(server, parquet);
  let run = 0;
  const {
    ours,
    bare: theirs,
    spread,
  } = await pairedRuns(
    QUERY_RUNS,
    // A comment makes each statement new to the result cache.
    () => server.post("/queries", { sourceId, sql: `${AGGREGATE} -- ${run++}` }),
    () => bare.runAndReadAll(AGGREGATE),
  );
  return {
    name: "aggregate over 10M rows, HTTP to last byte",
    unit: "ms",
    ours,
    bare: theirs,
    bar: { kind: "ratio", ratio: 1.25, plus: 10 },
    notes: `median of ${QUERY_RUNS} alternating runs; ${spread}`,
  };
}

/** Streams the file as a form and answers with the source's id. */
async function upload(server: BuiltServer, path: string): Promise<string> {
  const boundary = "parlance-bench-boundary";
  const name = path.split("/").at(-1);
  const http = request(`${server.url}/api/v1/workspaces/mine/sources`, {
    method: "POST",
    headers: { "content-type": `multipart/form-data; boundary=${boundary}`, cookie: server.cookie },
  });
  const answered = new Promise<string>((resolve, reject) => {
    http.once("error", reject);
    http.once("response", async (response) => {
      let body = "";
      for await (const chunk of response) body += chunk;
      if (response.statusCode === 201) resolve(JSON.parse(body).source.id);
      else reject(new Error(`upload: ${response.statusCode} ${body.slice(0, 300)}`));
    });
  });
  http.write(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`);
  // In large pieces, so that sending takes as little as possible of the machine that both sides share.
  await pipeline(createReadStream(path, { highWaterMark: 1024 ** 2 }), http, { end: false });
  http.end(`\r\n--${boundary}--\r\n`);
  return answered;
}
