import { trinoServer } from "../servers/trino-server.ts";
import { loadStatements, TRINO_SPELLING } from "./load-statements.ts";
import type { TestEngine } from "./test-engine.ts";

/** Emptied whenever an engine is opened: the files of one run share a server and come one after the other. */
export const TRINO_SCHEMA = "tested";
const START_WITHIN_MS = 240_000;

type Rows = readonly (readonly unknown[])[];

export async function openTrino(): Promise<TestEngine> {
  const server = await trinoServer.start();
  const ask = (sql: string): Promise<Rows> => answerTo(server.port, sql);
  try {
    await untilAnswering(ask);
    await emptySchema(ask);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    dialect: "trino",
    version: `Trino ${server.version}`,
    load: async (tables) => {
      for (const table of tables) for (const statement of loadStatements(table, TRINO_SPELLING)) await ask(statement);
    },
    query: ask,
    close: server.stop,
  };
}

/** It answers before it can plan: the first statement waits for its node to be announced. */
async function untilAnswering(ask: (sql: string) => Promise<Rows>): Promise<void> {
  const deadline = Date.now() + START_WITHIN_MS;
  for (;;) {
    try {
      await ask("SELECT count(*) FROM tpch.tiny.nation");
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

async function emptySchema(ask: (sql: string) => Promise<Rows>): Promise<void> {
  await ask(`CREATE SCHEMA IF NOT EXISTS memory.${TRINO_SCHEMA}`);
  const tables = `SELECT table_name FROM memory.information_schema.tables WHERE table_schema = '${TRINO_SCHEMA}'`;
  for (const [name] of await ask(tables)) {
    await ask(`DROP TABLE memory.${TRINO_SCHEMA}."${String(name).replaceAll('"', '""')}"`);
  }
}

interface Page {
  readonly nextUri?: string;
  readonly data?: Rows;
  readonly error?: { readonly message: string };
}

/** All rows of a statement, page by page, as the protocol sends them. */
async function answerTo(port: number, sql: string): Promise<Rows> {
  const headers = { "X-Trino-User": "parlance", "X-Trino-Catalog": "memory", "X-Trino-Schema": TRINO_SCHEMA };
  let page = await pageOf(`http://127.0.0.1:${port}/v1/statement`, { method: "POST", body: sql, headers });
  const rows: (readonly unknown[])[] = [];
  for (;;) {
    if (page.error !== undefined) throw new Error(page.error.message);
    rows.push(...(page.data ?? []));
    if (page.nextUri === undefined) return rows;
    page = await pageOf(page.nextUri, { headers });
  }
}

async function pageOf(address: string, request: RequestInit): Promise<Page> {
  const response = await fetch(address, request);
  if (!response.ok) throw new Error(`Trino answered ${response.status}: ${await response.text()}`);
  // The server is one that the tests started, of a release they chose.
  return JSON.parse((await response.text()).replace(LONG_NUMBER, inQuotes)) as Page;
}

/** Texts, so as to pass over them, and whole numbers that JavaScript would round. */
const LONG_NUMBER = /"(?:[^"\\]|\\.)*"|(?<![\d.])-?\d{16,}(?![\d.eE])/g;

const inQuotes = (found: string): string => (found.startsWith('"') ? found : `"${found}"`);
