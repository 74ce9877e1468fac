import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { FileKind, IngestedTable } from "@parlance/core";
import type { IngestJob } from "../job.ts";
import { ValueFile } from "../load/value-file.ts";
import type { ReadFile } from "../read-file.ts";
import { decodeJson } from "./decode.ts";
import { LongNumber, parseExactly } from "./exact-parse.ts";
import { type FoundTable, findRecords } from "./find-records.ts";
import { FlatColumns, isObject, TooManyColumnsError } from "./flatten.ts";
import { type RawRecord, RecordCutter, RecordTooLongError } from "./record-stream.ts";

/** A document that is one object must fit in memory; arrays and NDJSON of any size are streamed. */
const MAX_DOCUMENT_BYTES = 200 * 1024 * 1024;

export async function ingestJson(job: IngestJob, path: string, label: string): Promise<ReadFile> {
  const { size } = await stat(path);
  job.progress("sniff", 0, 0);
  const { isNested, recordsPath } = jsonOptions(job);
  try {
    const shape = await peekShape(path);
    if (shape !== "document") return await ingestStream(job, path, label, shape, size);
    if (size > MAX_DOCUMENT_BYTES) {
      throw job.reject(
        "A JSON file that is one object must be smaller than 200 MB.",
        {},
        "Save the records as NDJSON.",
      );
    }
    const document = parseDocument(job, await decodeJson(path));
    const found = findRecords(document, recordsPath);
    if (!found) throw job.reject(`There is nothing at "${recordsPath}" in this JSON file.`);
    const tables: IngestedTable[] = [];
    for (const table of found) {
      const name = found.length === 1 ? label : (table.path.split(".").at(-1) ?? label);
      tables.push(...(await writeFound(job, table, name, size)));
    }
    if (tables.length === 0) throw job.empty("The JSON file holds no records.");
    const only = found.length === 1 ? (found[0]?.path ?? "") : "";
    return { kind: "json", tables, parsed: { json: { nested: isNested ? "keep" : "flatten", recordsPath: only } } };
  } catch (error) {
    if (error instanceof TooManyColumnsError) {
      throw job.reject(error.message, {}, 'Read it again with nested objects kept as JSON ("nested": "keep").');
    }
    throw error;
  }
}

const jsonOptions = (job: IngestJob): { isNested: boolean; recordsPath: string | undefined } => ({
  isNested: job.request.options.json?.nested === "keep",
  recordsPath: job.request.options.json?.recordsPath,
});

type Shape = "array" | "ndjson" | "document";

/** An array of objects and lines of objects are streamed; everything else is looked at whole. */
async function peekShape(path: string): Promise<Shape> {
  const head = await readHead(path);
  const text = head.replace(/^\uFEFF/, "").trimStart();
  if (/^\[\s*\{/.test(text)) return "array";
  const [first = "", second = ""] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (!first.startsWith("{")) return "document";
  return isObjectText(first) && second.startsWith("{") ? "ndjson" : "document";
}

function isObjectText(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return /^\{.*\}\s*$/.test(text);
    throw error;
  }
}

async function readHead(path: string): Promise<string> {
  for await (const piece of createReadStream(path, { end: 1 << 20, highWaterMark: 1 << 21 })) {
    return (piece as Buffer).toString("utf8");
  }
  return "";
}

function parseDocument(job: IngestJob, text: string): unknown {
  try {
    return parseExactly(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw job.reject(`The JSON is broken: ${reasonOf(error)}`, placeOf(text, error));
  }
}

const reasonOf = (error: SyntaxError): string => error.message.replace(/, ".*$/s, "").slice(0, 160);

/** Line of the position that JSON.parse names. */
function placeOf(text: string, error: SyntaxError): { row: number } {
  const position = /position (\d+)/.exec(error.message)?.[1];
  const upTo = position === undefined ? text : text.slice(0, Number(position));
  return { row: upTo.split("\n").length };
}

async function writeFound(job: IngestJob, found: FoundTable, label: string, size: number): Promise<IngestedTable[]> {
  if (found.records.length === 0) return [];
  const columns = new FlatColumns(!jsonOptions(job).isNested);
  for (const record of found.records) columns.toRow(record);
  const table = job.claimTableName(label);
  const file = await ValueFile.create(job, table, columns.names.length);
  for (const record of found.records) file.write(columns.toRow(record));
  return finish(job, file, columns, table, size, found.path);
}

async function finish(
  job: IngestJob,
  file: ValueFile,
  columns: FlatColumns,
  table: string,
  size: number,
  origin: string,
): Promise<IngestedTable[]> {
  file.close();
  const path = job.nextParquetPath();
  const { rowCount } = await file.load(columns.names, path, { from: 0, to: size });
  return [{ name: table, path, rowCount, ...(origin === "" ? {} : { origin }) }];
}

/** Two passes over the text: which columns there are, then their values. Memory holds one record. */
async function ingestStream(
  job: IngestJob,
  path: string,
  label: string,
  shape: "array" | "ndjson",
  size: number,
): Promise<ReadFile> {
  const kind: FileKind = shape === "array" ? "json" : "ndjson";
  const columns = new FlatColumns(!jsonOptions(job).isNested);
  let records = 0;
  await eachRecord(job, path, kind, (record) => {
    columns.toRow(record);
    records++;
  });
  if (records === 0) throw job.empty("The JSON file holds no records.");
  const table = job.claimTableName(label);
  const file = await ValueFile.create(job, table, columns.names.length);
  await eachRecord(job, path, kind, (record) => file.write(columns.toRow(record)));
  const tables = await finish(job, file, columns, table, size, "");
  return {
    kind,
    tables,
    parsed: { json: { nested: jsonOptions(job).isNested ? "keep" : "flatten", recordsPath: "" } },
  };
}

async function eachRecord(
  job: IngestJob,
  path: string,
  kind: FileKind,
  onRecord: (record: unknown) => void,
): Promise<void> {
  let index = 0;
  const place = (line: number): { row: number } => ({ row: kind === "ndjson" ? line : index });
  const cutter = new RecordCutter(({ text, line }: RawRecord) => {
    index++;
    onRecord(parseRecord(job, text, line, place(line)));
  });
  let bytesDone = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
      job.signal?.throwIfAborted();
      cutter.push(piece as Buffer);
      bytesDone += (piece as Buffer).length;
      job.progress("sniff", bytesDone, index);
    }
    if (!cutter.end())
      throw job.reject(`The JSON ends too early, on line ${cutter.line}.`, { row: place(cutter.line).row });
  } catch (error) {
    if (error instanceof RecordTooLongError)
      throw job.reject(`On line ${error.line} ${error.message}.`, place(error.line));
    throw error;
  }
}

function parseRecord(job: IngestJob, text: string, line: number, place: { row: number }): unknown {
  try {
    const record = parseExactly(text);
    return record instanceof LongNumber ? BigInt(record.digits) : record;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw job.reject(`The record that begins on line ${line} is broken: ${reasonOf(error)}`, place);
  }
}
