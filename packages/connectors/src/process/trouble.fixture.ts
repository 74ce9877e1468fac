import { AppError, type Driver, defineRemoteConnector, type FrameColumn, type Statement } from "@parlance/core";
import { z } from "zod";
import { serveSources } from "./serve-sources.ts";

/**
 * For tests: a source process with one connector that does what drivers must not do. The statement says what:
 * "rows", "endless", "deaf" (ignores every signal), "spin" (never yields), "memory", "exit", "throw", "env".
 */
const COLUMNS: readonly FrameColumn[] = [{ name: "n", type: { kind: "integer", native: "int4" } }];
const TEXTS: readonly FrameColumn[] = [{ name: "t", type: { kind: "text", native: "text" } }];
const config = z.strictObject({ password: z.string().meta({ label: "Password", help: "", isSecret: true }) });

const forever = (): Promise<never> => new Promise(() => {});

async function* numbers(count: number, signal?: AbortSignal) {
  for (let from = 0; from < count; from += 1000) {
    if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
    await new Promise((resolve) => setImmediate(resolve));
    yield { columns: COLUMNS, rowCount: 1000, data: [Array.from({ length: 1000 }, (_, i) => from + i)] };
  }
}

async function act({ sql }: Statement, signal?: AbortSignal) {
  if (sql === "deaf") return forever();
  if (sql === "spin") for (;;) Math.random();
  if (sql === "exit") process.exit(3);
  if (sql === "throw") setImmediate(() => JSON.parse("{"));
  if (sql === "throw") return forever();
  if (sql === "memory") {
    const kept: Buffer[] = [];
    for (;;) kept.push(Buffer.alloc(64 * 1024 * 1024, 1));
  }
  if (sql === "env") {
    const text = JSON.stringify([process.env, process.argv, process.execArgv]);
    const frame = { columns: TEXTS, rowCount: 1, data: [[text]] };
    return {
      columns: TEXTS,
      frames: (async function* () {
        yield frame;
      })(),
      wasTruncated: () => false,
    };
  }
  const frames = numbers(sql === "endless" ? Number.POSITIVE_INFINITY : 10_000, signal);
  return { columns: COLUMNS, frames, wasTruncated: () => false };
}

const driver: Driver = {
  introspect: async () => ({
    dialect: "postgres",
    version: "1",
    tables: [
      { name: "t", kind: "table", columns: [], primaryKey: [], foreignKeys: [], samples: [[1n, Uint8Array.of(1)]] },
    ],
  }),
  values: async () => [],
  check: async () => ({ isAllowed: true, tables: [] }),
  stream: act,
  close: async () => undefined,
};

serveSources({
  trouble: defineRemoteConnector({
    id: "trouble",
    label: "Trouble",
    dialect: "postgres",
    reach: "remote",
    config,
    capabilities: { canEstimate: false, canCancel: true, isLocal: false },
    open: async () => driver,
    async probe(_config, _needs, report) {
      report({ id: "connect", state: "done", message: "Connected." });
      throw new AppError("SOURCE_SIGN_IN_FAILED");
    },
  }),
});
