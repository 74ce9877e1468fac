import type {
  CheckRequest,
  ExportRequest,
  IngestProgress,
  KeepRequest,
  PageRequest,
  ResultRef,
  ResultView,
  RunRequest,
  StreamRequest,
} from "@parlance/core";
import { restrictedError } from "@parlance/sql";
import { exportResult } from "../export/export-result.ts";
import { chunkSchema } from "../frames/encode-chunk.ts";
import type { CallHandlers } from "../protocol/call-server.ts";
import type { KeepParams, RunValue, WorkerMethods } from "../protocol/messages.ts";
import type { WorkerCall, WorkerReply } from "./call-reply.ts";
import { encodeFrames } from "./encode-frames.ts";
import { describeInSandbox } from "./jobs.ts";
import { landTables } from "./land-tables.ts";
import { Lane } from "./lane.ts";
import { onConnection } from "./on-connection.ts";
import { encodePageChunk, readPage } from "./page.ts";
import { countQuery, pageQuery } from "./page-query.ts";
import type { Parser } from "./parser.ts";
import { Rehearsals } from "./rehearsal.ts";
import { type KeptResult, shownColumns } from "./result-store.ts";
import type { EngineSettings } from "./settings.ts";
import type { SourceEngine } from "./source-engine.ts";
import { SourceEngines } from "./source-engines.ts";
import { openStatement } from "./statement.ts";
import { columnStatistics } from "./statistics.ts";

/** Pages and figures are short and somebody waits for them; they have their own lane beside the statements. */
const SHORT_LANE_WIDTH = 4;

/** What the worker does for each call; how messages come and go is worker-main's affair. */
export function createHandlers(settings: EngineSettings, parser: Parser): CallHandlers<WorkerMethods, IngestProgress> {
  const engines = new SourceEngines(settings, parser);
  const statements = new Lane(settings.maxRunning);
  const rehearsals = new Rehearsals(settings);
  const short = new Lane(SHORT_LANE_WIDTH);
  const rebuilt = (engine: SourceEngine, ref: ResultRef, signal: AbortSignal) =>
    engine.find(ref.resultId) ?? statements.run(signal, () => engine.result(ref, signal));

  return {
    attach: async ({ params }) => {
      await engines.attach(params);
      return null;
    },
    detach: async ({ params }) => {
      engines.detach(params.sourceId);
      return null;
    },
    check: ({ params }: WorkerCall<CheckRequest>) => parser.check(params.sql, params.policy),
    parse: ({ params }) => parser.serialize(params.text),
    print: ({ params }) => parser.deserialize(params.text),
    run: ({ params, signal, reply }) =>
      engines.use(params.sourceId, (engine) =>
        statements.run(signal, () => runStatement(engine, params, signal, reply)),
      ),
    keep: (call) => engines.use(call.params.sourceId, (engine) => keepRows(engine, call)),
    stream: ({ params, signal, reply }) =>
      engines.use(params.sourceId, (engine) =>
        statements.run(signal, () => streamStatement(engine, params, signal, reply)),
      ),
    page: ({ params, signal, reply }) =>
      engines.use(params.sourceId, async (engine) => {
        const kept = await rebuilt(engine, params, signal);
        return short.run(signal, () => sendPage(engine, kept, params, signal, reply));
      }),
    statistics: ({ params, signal }) =>
      engines.use(params.sourceId, async (engine) => {
        const kept = await rebuilt(engine, params, signal);
        return short.run(signal, () => statisticsOf(engine, kept, signal));
      }),
    export: ({ params, signal }: WorkerCall<ExportRequest>) =>
      engines.use(params.sourceId, async (engine) => {
        const kept = await rebuilt(engine, params, signal);
        return statements.run(signal, () =>
          onConnection(engine.instance, signal, params.sql, (connection) =>
            exportResult(connection, kept, params, settings.scratchDir, signal),
          ),
        );
      }),
    rehearse: ({ params, signal }) => rehearsals.begin(params, signal),
    ingest: ({ params, signal, reply }) => rehearsals.ingest(params, reply, signal),
    describe: ({ params, signal, reply }) => describeInSandbox(params, settings, reply, signal),
  };
}

async function runStatement(engine: SourceEngine, request: RunRequest, signal: AbortSignal, reply: WorkerReply) {
  const { kept, whole } = await engine.run(request, signal);
  if (whole === null || whole.rowCount > request.pageRows) return sendFirstPage(engine, kept, request, signal, reply);
  await reply.frame(
    encodePageChunk(kept, whole, { rows: request.pageRows, maxCellBytes: request.limits.maxCellBytes }),
  );
  return runValue(kept);
}

/** Not in the lane of statements: the work is done by the source, and what is done here goes at its pace. */
async function keepRows(engine: SourceEngine, { params, input, signal, reply }: WorkerCall<KeepParams>) {
  return sendFirstPage(engine, await engine.keep(params, input, signal), params, signal, reply);
}

async function sendFirstPage(
  engine: SourceEngine,
  kept: KeptResult,
  request: KeepRequest,
  signal: AbortSignal,
  reply: WorkerReply,
) {
  await sendRows(engine, kept, { ...request, offset: 0, limit: request.pageRows }, signal, reply);
  return runValue(kept);
}

function runValue(kept: KeptResult): RunValue {
  const { rowCount, isTruncated, elapsedMs } = kept;
  return { columns: shownColumns(kept), rowCount, isTruncated, elapsedMs };
}

async function sendPage(
  engine: SourceEngine,
  kept: KeptResult,
  request: PageRequest,
  signal: AbortSignal,
  reply: WorkerReply,
) {
  await sendRows(engine, kept, request, signal, reply);
  return { columns: shownColumns(kept), rowCount: await countRows(engine, kept, request, signal) };
}

type RowsRequest = ResultView & Pick<PageRequest, "offset" | "limit" | "limits">;

function sendRows(
  engine: SourceEngine,
  kept: KeptResult,
  request: RowsRequest,
  signal: AbortSignal,
  reply: WorkerReply,
): Promise<void> {
  const query = pageQuery(kept, request, request.offset, request.limit);
  const page = { rows: request.limit, maxCellBytes: request.limits.maxCellBytes };
  return onConnection(engine.instance, signal, query.sql, async (connection) => {
    for await (const frame of readPage(connection, kept, query, page, signal)) await reply.frame(frame);
  });
}

async function countRows(engine: SourceEngine, kept: KeptResult, { filters = [] }: PageRequest, signal: AbortSignal) {
  if (filters.length === 0) return kept.rowCount;
  const { sql, values } = countQuery(kept, filters);
  return onConnection(engine.instance, signal, sql, async (connection) => {
    const reader = await connection.runAndReadAll(sql, values);
    return Number(reader.getRows()[0]?.[0]);
  });
}

function statisticsOf(engine: SourceEngine, kept: KeptResult, signal: AbortSignal) {
  return onConnection(engine.instance, signal, "", async (connection) => {
    const statistics = [];
    for (const column of kept.columns) {
      signal.throwIfAborted();
      statistics.push(await columnStatistics(connection, kept, column));
    }
    return statistics;
  });
}

async function streamStatement(engine: SourceEngine, request: StreamRequest, signal: AbortSignal, reply: WorkerReply) {
  const runs = await engine.allow(request, signal);
  try {
    return await streamAllowed(engine, runs.sql, request, signal, reply);
  } catch (error) {
    throw restrictedError(error, runs, request.policy);
  }
}

function streamAllowed(
  engine: SourceEngine,
  sql: string,
  { limits, landed }: StreamRequest,
  signal: AbortSignal,
  reply: WorkerReply,
) {
  return onConnection(engine.instance, signal, sql, async (connection) => {
    await landTables(connection, landed);
    const statement = await openStatement(connection, sql);
    const names = statement.columns.map((column) => column.name);
    reply.columns(statement.columns);
    const schema = chunkSchema(names, statement.types);
    const sent = { rows: 0, bytes: 0, isCut: false };
    for await (const chunk of statement.chunks(signal)) {
      const room = limits.maxRows - sent.rows;
      if (room <= 0 || sent.bytes >= limits.maxBytes) return { isTruncated: true };
      const rows = Math.min(room, chunk.rowCount);
      for (const frame of encodeFrames(schema, chunk, limits.maxCellBytes, rows)) {
        sent.bytes += frame.bytes.byteLength;
        sent.isCut ||= frame.isCut;
        await reply.streamFrame(frame.bytes, signal);
      }
      sent.rows += rows;
      if (rows < chunk.rowCount) return { isTruncated: true };
    }
    return { isTruncated: sent.isCut };
  });
}
