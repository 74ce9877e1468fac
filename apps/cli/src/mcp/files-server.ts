import { type AskNeeds, ask, runSql } from "@parlance/ask";
import { type Answer, AppError } from "@parlance/core";
import { createMcpServer, type Desk, type DeskRows, reportTo, tell } from "@parlance/server/mcp";
import { needsOf } from "../answer-question.ts";
import { assistanceFor } from "../assistance.ts";
import type { CliIo } from "../cli-io.ts";
import { describeFailure } from "../describe-failure.ts";
import type { InputFile } from "../file-arguments.ts";
import { type LocalSource, openLocalSource } from "../local-source.ts";
import { progressLine } from "../progress-line.ts";
import type { StdioService } from "./serve-stdio.ts";

/** The one source there is. */
const SOURCE = "files";

interface Opened {
  readonly source: LocalSource;
  readonly needs: AskNeeds;
}

/** Files on this machine, asked by the person who named them. They are read while the client introduces itself. */
export function filesServer(files: readonly InputFile[], io: CliIo): StdioService {
  const stopped = new AbortController();
  const opening = openFiles(files, io, stopped.signal);
  // Told to whoever calls a tool; until then nobody has asked.
  opening.catch(() => undefined);
  const desk = filesDesk(files, opening);
  const server = createMcpServer((extra) => ({
    desk,
    report: reportTo(extra),
    signal: AbortSignal.any([extra.signal, stopped.signal]),
    failed: (error) => {
      if (error.code === "INTERNAL_ERROR") io.warn(`${describeFailure(error.cause ?? error).sentence}\n`);
    },
  }));
  return {
    connect: (transport) => server.connect(transport),
    async close() {
      stopped.abort();
      await server.close();
      await closeOpened(opening);
    },
  };
}

async function openFiles(files: readonly InputFile[], io: CliIo, signal: AbortSignal): Promise<Opened> {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const source = await openLocalSource(files, progressLine(io, bytes), signal);
  for (const warning of source.warnings) io.warn(`${io.warnPaint("yellow", "note:")}  ${warning}\n`);
  const alone = needsOf(source);
  const assistance = await assistanceFor(alone.source.prepared, process.env);
  return { source, needs: { ...alone, ...(assistance === undefined ? {} : { assistance }) } };
}

/** Files that could not be read have cleaned up after themselves. */
async function closeOpened(opening: Promise<Opened>): Promise<void> {
  const opened = await opening.catch(() => undefined);
  await opened?.source.close();
}

function filesDesk(files: readonly InputFile[], opening: Promise<Opened>): Desk {
  const open = async (sourceId: string): Promise<Opened> => {
    if (sourceId !== SOURCE) throw new AppError("SOURCE_NOT_FOUND");
    return opening;
  };
  return {
    async sources() {
      const { catalog } = (await opening).source;
      const rowCount = catalog.tables.reduce((sum, table) => sum + (table.rowCount ?? 0), 0);
      const name = files.map((file) => file.name).join(", ");
      const { dialect, tables } = catalog;
      return [
        {
          id: SOURCE,
          name,
          dialect,
          status: "connected",
          tableCount: tables.length,
          rowCount,
          workspace: "this machine",
        },
      ];
    },
    catalog: async (sourceId) => (await open(sourceId)).source.catalog,
    async ask({ sourceId, question, mode, previous, timeZone, acceptCost: _free }, report, signal) {
      const { needs } = await open(sourceId);
      const request = { question, mode, ...(previous === undefined ? {} : { previous }) };
      const asked = timeZone === undefined ? needs : { ...needs, timeZone };
      return ask(request, asked, (event) => tell(event, report), signal);
    },
    async runSql({ sourceId, sql }, report, signal) {
      const { needs } = await open(sourceId);
      return rowsOf(await runSql(sql, needs, (event) => tell(event, report), signal), sql);
    },
  };
}

function rowsOf(answer: Answer, sql: string): DeskRows {
  if (answer.result === null) throw new Error("A statement that ran has a result.");
  return { sql: answer.sql ?? sql, tables: answer.receipt?.tables ?? [], result: answer.result };
}
