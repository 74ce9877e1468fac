import { type FileHandle, mkdir, mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { AppError, type IngestedFile, type IngestRequest, type ParseOptions } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pipeIn, ReadAhead } from "../ingest/ahead/read-ahead.ts";
import { ingestFile } from "../ingest/index.ts";
import { IngestJob } from "../ingest/job.ts";
import { quoteText } from "../ingest/quote.ts";
import { Rehearsals } from "./rehearsal.ts";
import { openSandbox } from "./sandbox.ts";
import type { EngineSettings } from "./settings.ts";

const ROWS = 4_000;
const HEADER = "id,customer,amount,day,note";
const line = (id: number): string =>
  `${id},customer ${id % 50},${((id * 37) % 9973) / 100},2024-01-${10 + (id % 19)},"note, ${id % 7}"`;
const lines = (from: number, to: number, of = line): string[] =>
  Array.from({ length: to - from }, (_, index) => of(from + index));
const half = ROWS / 2;
const file = (...parts: readonly (readonly string[])[]): string => [HEADER, ...parts.flat(), ""].join("\n");
const BYTES_AT_A_TIME = 9_973;

interface Arriving {
  readonly name: string;
  readonly content: string | Buffer;
  readonly options?: ParseOptions;
  /** Options that are known only when the file is whole. */
  readonly late?: ParseOptions;
}

describe("a file that is read while it arrives", () => {
  let dir: string;
  let engine: DuckDBConnection;
  let files = 0;
  const never = new AbortController().signal;
  const settings = (): EngineSettings => ({
    scratchDir: join(dir, "scratch"),
    threads: 2,
    memoryBytes: 256 * 1024 ** 2,
    maxTempBytes: 256 * 1024 ** 2,
    maxResultBytes: 0,
    maxRunning: 1,
    maxResidentBytes: 0,
  });

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "parlance-ahead-"));
    await mkdir(join(dir, "scratch"));
    engine = await (await DuckDBInstance.create(":memory:")).connect();
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  async function newRequest(options: ParseOptions = {}): Promise<IngestRequest> {
    const path = join(dir, String(files++));
    const outDir = `${path}-out`;
    await mkdir(outDir);
    return { path, fileName: "facts.csv", outDir, options, takenNames: [], timeoutMs: 60_000 };
  }

  /** Half of it is there when the reading begins; the rest comes in pieces that cut lines, cells and characters. */
  async function arrive(path: string, content: string | Buffer, begin: () => Promise<unknown>): Promise<void> {
    const bytes = Buffer.from(content);
    const middle = Math.floor(bytes.length / 2);
    const arriving = await open(path, "wx");
    await arriving.write(bytes.subarray(0, middle));
    await begin();
    await writeRest(arriving, bytes.subarray(middle));
    await arriving.close();
  }

  async function outcome({ content, options = {}, late = options }: Arriving, isAhead: boolean): Promise<unknown> {
    const rehearsals = new Rehearsals(settings());
    const request = await newRequest(late);
    const { path, fileName } = request;
    await arrive(path, content, async () => {
      if (isAhead) await rehearsals.begin({ path, fileName, options }, never);
    });
    try {
      return await comparable(await rehearsals.ingest(request, { progress: () => undefined }, never));
    } catch (error) {
      if (error instanceof AppError) return { code: error.code, message: error.message, details: error.details };
      throw error;
    }
  }

  async function comparable({ tables, ...ingested }: IngestedFile): Promise<unknown> {
    const read = tables.map(async ({ path, ...table }) => {
      const reader = await engine.runAndReadAll(`FROM read_parquet(${quoteText(path)})`);
      return {
        ...table,
        columns: reader.columnNames(),
        types: reader.columnTypes().map(String),
        rows: reader.getRowsJson(),
      };
    });
    return { ...ingested, tables: await Promise.all(read) };
  }

  const accented = Buffer.from(file(lines(0, ROWS), ["1,café,1.50,2024-01-11,x"]), "latin1");
  const textIds: ParseOptions = { columnTypes: { facts: { id: "text" } } };
  test.each<Arriving>([
    { name: "as its beginning says", content: file(lines(0, ROWS)) },
    { name: "without an end of its last line", content: file(lines(0, ROWS)).trimEnd() },
    { name: "with CRLF", content: file(lines(0, ROWS)).replaceAll("\n", "\r\n") },
    { name: "with cells over several lines", content: file(lines(0, ROWS)).replaceAll("note, ", "note,\n") },
    { name: "with a number that is none, late", content: file(lines(0, ROWS), ["none,customer,1.5,2024-01-11,x"]) },
    {
      name: "with codes in its second half",
      content: file(
        lines(0, half),
        lines(half, ROWS, (id) => `0${line(id)}`),
      ),
    },
    { name: "with longer amounts, late", content: file(lines(0, ROWS), ["1,customer,1.2345678,2024-01-11,x"]) },
    { name: "with a row too short, late", content: file(lines(0, ROWS), ["1,2"]) },
    { name: "with a row too long, late", content: file(lines(0, ROWS), [`${line(1)},more`]) },
    { name: "with a cell that is never closed", content: file(lines(0, ROWS), ['1,"never']) },
    { name: "with bytes of another encoding, late", content: accented },
    { name: "with zeros, late", content: file(lines(0, ROWS), ["1,a\0b,1.50,2024-01-11,x"]) },
    { name: "with options", content: file(lines(0, ROWS)), options: textIds },
    { name: "with options that come after it", content: file(lines(0, ROWS)), late: textIds },
    { name: "with nothing below its header", content: `${HEADER}\n${"\n".repeat(20_000)}` },
    { name: "of another kind", content: Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(10_000)]) },
  ])("comes to what it would without: $name", async (arriving) => {
    expect(await outcome(arriving, true)).toEqual(await outcome(arriving, false));
    expect(await readdir(settings().scratchDir)).toEqual([]);
  });

  test("is read once where it is as its beginning says", async () => {
    const request = await newRequest();
    const folder = await mkdtemp(join(dir, "ahead-"));
    const limits = { tempDir: dir, threads: 2, memoryBytes: 256 * 1024 ** 2, maxTempBytes: 0 };
    const reader = await openSandbox({ ...limits, readPaths: [pipeIn(folder)], writeDirs: [folder] });
    // Reaches nothing, so that whatever it is told to read fails.
    const blind = await openSandbox({ ...limits, tempDir: request.outDir, readPaths: [], writeDirs: [] });
    const job = new IngestJob(request, await reader.connect(), () => undefined, undefined);
    let ahead: ReadAhead | null = null;
    await arrive(request.path, file(lines(0, ROWS)), async () => {
      ahead = await ReadAhead.begin(job, folder);
    });
    const begun: ReadAhead = ahead ?? expect.fail("It was not begun.");
    begun.finish();
    const seen: number[] = [];
    const onProgress = ({ bytesDone }: { bytesDone: number }): void => void seen.push(bytesDone);
    const ingested = await ingestFile(request, await blind.connect(), onProgress, undefined, begun);
    expect(ingested.tables).toMatchObject([{ name: "facts", rowCount: ROWS }]);
    expect(seen.at(-1)).toBe((await stat(request.path)).size);
  });
});

async function writeRest(arriving: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; at += BYTES_AT_A_TIME)
    await arriving.write(bytes.subarray(at, at + BYTES_AT_A_TIME));
}
