import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError, type PulledTable, type PullNeeds, type RemoteNeeds, type ReportProbe } from "@parlance/core";
import type { RestConfig, RestEndpoint } from "./config.ts";
import { readPages } from "./pages.ts";
import { lineOf } from "./read-json.ts";
import { createRequests, type Requests } from "./requests.ts";

/** Fetches every endpoint, one after the other: an API's limits count requests, and tables are few. */
export async function pullRest(
  config: RestConfig,
  { outbound, folder, onProgress }: PullNeeds,
  signal?: AbortSignal,
): Promise<readonly PulledTable[]> {
  const requests = createRequests(config, outbound, signal);
  const tables: PulledTable[] = [];
  let before = 0;
  for (const [index, endpoint] of config.endpoints.entries()) {
    const path = join(folder, `${index}.ndjson`);
    const rowCount = await writeRows(path, endpoint, config, requests, (rows) => onProgress(before + rows), signal);
    before += rowCount;
    tables.push({ name: endpoint.table, path, rowCount });
  }
  return tables;
}

async function writeRows(
  path: string,
  endpoint: RestEndpoint,
  config: RestConfig,
  requests: Requests,
  onRows: (rows: number) => void,
  signal: AbortSignal | undefined,
): Promise<number> {
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const rows of readPages(endpoint, config, requests)) {
      count += rows.length;
      if (count > config.maxRows) throw tooManyRows(endpoint, config);
      yield rows.map(lineOf).join("");
      onRows(count);
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(path), signal ? { signal } : {});
  } catch (error) {
    throw signal?.aborted ? new AppError("QUERY_CANCELLED", { cause: error }) : error;
  }
  return count;
}

const tooManyRows = ({ table }: RestEndpoint, { maxRows }: RestConfig): AppError =>
  new AppError("QUERY_TOO_LARGE", {
    message: `The API has more than ${maxRows} rows for this table.`,
    hint: "Fetch a shorter period with the path's parameters, or raise the limit.",
    details: { table },
  });

/** Looks up the host, then reads the first page of every endpoint. */
export async function probeRest(
  config: RestConfig,
  { outbound }: RemoteNeeds,
  report: ReportProbe,
  signal?: AbortSignal,
): Promise<void> {
  const base = new URL(config.baseUrl);
  const port = Number(base.port || (base.protocol === "https:" ? 443 : 80));
  await step("resolve", "Looking up the host", report, async () => {
    await outbound.resolve(base.hostname, port, signal);
    return "The host has an address that may be connected to.";
  });
  if (base.protocol === "http:" && config.auth !== "none") {
    report({
      id: "connect",
      state: "warned",
      message: "The address is not encrypted; whoever listens on the way can read the key.",
      hint: "Use https if the API offers it.",
    });
  }
  const requests = createRequests(config, outbound, signal);
  for (const endpoint of config.endpoints) {
    await step("tables", `Reading the first rows of ${endpoint.table}`, report, async () => {
      const rows = await firstRows(endpoint, config, requests);
      return `${endpoint.table}: ${rows} ${rows === 1 ? "row" : "rows"} in the first answer.`;
    });
  }
}

async function firstRows(endpoint: RestEndpoint, config: RestConfig, requests: Requests): Promise<number> {
  for await (const rows of readPages(endpoint, config, requests)) return rows.length;
  return 0;
}

async function step(
  id: "resolve" | "tables",
  running: string,
  report: ReportProbe,
  work: () => Promise<string>,
): Promise<void> {
  report({ id, state: "running", message: running });
  try {
    report({ id, state: "done", message: await work() });
  } catch (error) {
    if (error instanceof AppError) {
      report({ id, state: "failed", message: error.message, ...(error.hint ? { hint: error.hint } : {}) });
    }
    throw error;
  }
}
