import { open } from "node:fs/promises";
import { join } from "node:path";
import { addAbortSignal } from "node:stream";
import type { MultipartFile, MultipartValue } from "@fastify/multipart";
import { AppError, type ArrivingFile, type ParseOptions } from "@parlance/core";
import { parseOptions } from "../../wire/parse-options.ts";
import { sourceName } from "../../wire/source.ts";
import { fileLabel } from "./file-label.ts";
import { FileSink } from "./file-sink.ts";

export interface ReceivedFile {
  /** Where it was written; null when it was only read to recognise a repeated request. */
  readonly path: string | null;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Settles when the disk has it; reading it need not wait for that. */
  readonly kept: Promise<void>;
}

export interface ReceivedForm {
  readonly name: string | undefined;
  readonly options: ParseOptions;
  readonly files: readonly ReceivedFile[];
}

export interface ReceiveRequest {
  readonly parts: AsyncIterable<MultipartFile | MultipartValue>;
  /** Folder for the files; null reads and hashes without keeping anything. */
  readonly folder: string | null;
  readonly maxBytes: number;
  /** What is wrong with more than `maxBytes`; that the server takes no larger upload, where nothing else is said. */
  readonly tooMuch?: () => Promise<AppError>;
  readonly signal: AbortSignal;
  readonly onBytes: (total: number) => void;
  /** The first file of many bytes is on its way, and the first megabyte of them is in `path`. Called once at most. */
  readonly onHead?: (file: ArrivingFile) => void;
}

/** The sink holds two buffers of a megabyte at most; the rest is written. */
const HEAD_BYTES = 4 * 1024 * 1024;

/** Streams a form to disk, hashing on the way: one chunk in memory at a time, whatever the size of the files. */
export async function receiveForm(request: ReceiveRequest): Promise<ReceivedForm> {
  const files: ReceivedFile[] = [];
  let name: string | undefined;
  let options: ParseOptions = {};
  let total = 0;
  let isHeadTold = false;
  for await (const part of request.parts) {
    if (part.type === "field") {
      if (part.fieldname === "name") name = readName(part);
      else if (part.fieldname === "options") options = readOptions(part);
      else throw invalidField(part.fieldname, 'Only "name", "options" and "file" are known.');
      continue;
    }
    if (part.fieldname !== "file") throw invalidField(part.fieldname, 'Files belong into the field "file".');
    const path = request.folder === null ? null : join(request.folder, String(files.length));
    const file = await receiveFile(part, path, {
      ...request,
      onBytes: (bytes) => {
        request.onBytes(total + bytes);
        if (isHeadTold || path === null || bytes < HEAD_BYTES) return;
        isHeadTold = true;
        request.onHead?.({ path, fileName: fileLabel(part.filename), options });
      },
      maxBytes: request.maxBytes - total,
    });
    total += file.bytes;
    files.push(file);
  }
  if (files.length === 0) throw new AppError("UPLOAD_EMPTY");
  return { name, options, files };
}

type FileLimits = Pick<ReceiveRequest, "maxBytes" | "tooMuch" | "onBytes" | "signal">;

async function receiveFile(part: MultipartFile, path: string | null, limits: FileLimits): Promise<ReceivedFile> {
  const sink = new FileSink(path === null ? null : await open(path, "wx"));
  let bytes = 0;
  try {
    // A cancel must not wait for the next chunk of a sender who has gone quiet.
    for await (const chunk of addAbortSignal(limits.signal, part.file)) {
      const piece = asBytes(chunk);
      bytes += piece.length;
      if (bytes > limits.maxBytes) throw (await limits.tooMuch?.()) ?? new AppError("UPLOAD_TOO_LARGE");
      await sink.write(piece);
      limits.onBytes(bytes);
    }
    return { path, name: fileLabel(part.filename), bytes, ...(await sink.end()) };
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

function asBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError("A multipart stream carries bytes.");
}

function readName(part: MultipartValue): string | undefined {
  const text = typeof part.value === "string" ? part.value.trim() : "";
  if (text === "") return undefined;
  const name = sourceName.safeParse(text);
  if (!name.success) throw invalidField("name", name.error.issues[0]?.message ?? "Not valid.");
  return name.data;
}

function readOptions(part: MultipartValue): ParseOptions {
  const parsed = parseOptions.safeParse(parseJson(typeof part.value === "string" ? part.value : ""));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidField(["options", ...(issue?.path ?? [])].join("."), issue?.message ?? "Not valid.");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AppError("REQUEST_INVALID", {
      details: { fields: [{ field: "options", problem: "Not valid JSON." }] },
      cause: error,
    });
  }
}

const invalidField = (field: string, problem: string): AppError =>
  new AppError("REQUEST_INVALID", { details: { fields: [{ field: field.slice(0, 100), problem }] } });
