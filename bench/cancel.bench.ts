import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { BenchRow } from "./bench-row.ts";
import { type BuiltServer, demoReady, percentile, startBuilt, withFolder } from "./built-server.ts";

const RUNS = 10;
/** A statement that would run for hours; each run's comment makes it new to every cache. */
const endless = (run: number): string => `SELECT count(*) FROM range(100000000000) a(x), orders -- ${run}`;
const STARTED_MS = 300;

/** How soon a person is rid of a statement that was a mistake, and how soon a killed worker is replaced. */
export async function run(): Promise<readonly BenchRow[]> {
  return withFolder(async (dataDir) => {
    const server = await startBuilt({ dataDir, hasDemo: true });
    try {
      await demoReady(server);
      await (await query(server, "SELECT 1 AS warm")).text();
      return [
        row("cancel a running statement, until it has ended", await repeated(() => cancel(server))),
        row(
          "close the connection of a running statement, until the worker is at rest",
          await repeated(() => leave(server)),
        ),
        row("kill the worker, until the next statement is answered", await repeated((i) => killWorker(server, i))),
      ];
    } finally {
      await server.stop();
    }
  });
}

async function repeated(once: (run: number) => Promise<number>): Promise<number[]> {
  const figures: number[] = [];
  for (let i = 0; i < RUNS; i++) figures.push(await once(i));
  return figures;
}

const query = (server: BuiltServer, sql: string, options: { id?: string; signal?: AbortSignal } = {}) =>
  fetch(`${server.url}/api/v1/queries`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      cookie: server.cookie,
      ...(options.id === undefined ? {} : { "x-query-id": options.id }),
    },
    body: JSON.stringify({ sourceId: "sales", sql }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });

let runs = 0;

/** DELETE, until the statement's own answer says that it was cancelled. */
async function cancel(server: BuiltServer): Promise<number> {
  const id = randomUUID();
  const running = query(server, endless(runs++), { id });
  await sleep(STARTED_MS);
  let started = performance.now();
  // A statement that the server has not taken up yet is not found.
  while ((await remove(server, id)).status === NOT_FOUND) {
    await sleep(STARTED_MS);
    started = performance.now();
  }
  const body = await (await running).text();
  if (!body.includes("QUERY_CANCELLED")) throw new Error(`Not cancelled: ${body.slice(0, 200)}`);
  return performance.now() - started;
}

const NOT_FOUND = 404;
const remove = (server: BuiltServer, id: string) =>
  fetch(`${server.url}/api/v1/queries/${id}`, { method: "DELETE", headers: { cookie: server.cookie } });

/** The reader goes away, as when a tab is closed; the worker must stop using the processor. */
async function leave(server: BuiltServer): Promise<number> {
  const leaving = new AbortController();
  const running = query(server, endless(runs++), { signal: leaving.signal }).catch((error: unknown) => error);
  await sleep(STARTED_MS);
  const started = performance.now();
  leaving.abort();
  await running;
  for (let before = server.workerTicks(); ; ) {
    await sleep(RESTING_MS);
    const now = server.workerTicks();
    if (now - before <= RESTING_TICKS) return performance.now() - started - RESTING_MS;
    before = now;
  }
}

/** A worker that used less than this of the processor in a while of this length is at rest. */
const RESTING_MS = 100;
const RESTING_TICKS = 2;

async function killWorker(server: BuiltServer, run: number): Promise<number> {
  await (await query(server, `SELECT ${run} AS before`)).text();
  server.killWorkers();
  const started = performance.now();
  // A statement that meets the dying process is told so and sent again, as the page does.
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const answer = await query(server, `SELECT count(*) AS n FROM orders -- ${run} ${attempt}`);
    await answer.text();
    if (answer.ok) return performance.now() - started;
    await sleep(RESTARTED_MS);
  }
  throw new Error("No answer after the worker was killed.");
}

const MAX_ATTEMPTS = 20;
const RESTARTED_MS = 20;

const row = (name: string, figures: readonly number[]): BenchRow => ({
  name,
  unit: "ms",
  ours: Math.max(...figures),
  bare: null,
  bar: { kind: "limit", limit: 2_000 },
  notes: `slowest of ${RUNS}; median ${Math.round(percentile(figures, 0.5))} ms`,
});
