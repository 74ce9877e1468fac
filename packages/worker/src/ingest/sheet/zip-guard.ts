import { createInflateRaw } from "node:zlib";
import type { IngestJob } from "../job.ts";

/** Caps on what a workbook may unpack to. Counted while inflating: the sizes that a ZIP states prove nothing. */
const MAX_ENTRIES = 10_000;
const MAX_ENTRY_BYTES = 1024 ** 3;
const MAX_TOTAL_BYTES = 2 * 1024 ** 3;
/** Shared strings and styles are held in memory whole. */
const MAX_HELD_BYTES = 256 * 1024 * 1024;
const MAX_RATIO = 150;
const RATIO_FREE_BYTES = 32 * 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: Buffer;
}

/** Inflates every entry once, keeping nothing, and refuses a workbook that unpacks beyond reason. Answers with the bytes counted. */
export async function guardZip(job: IngestJob, bytes: Buffer): Promise<number> {
  const entries = readDirectory(job, bytes);
  let total = 0;
  const names = new Set<string>();
  for (const entry of entries) {
    if (names.has(entry.name.toLowerCase())) throw job.reject("The workbook holds the same part twice.");
    names.add(entry.name.toLowerCase());
    if (isIgnored(entry.name)) continue;
    total += await countInflated(job, entry, limitOf(entry));
    if (total > MAX_TOTAL_BYTES) throw tooLarge(job);
  }
  return total;
}

/** Pictures and macros are never unpacked by the reader. */
const isIgnored = (name: string): boolean =>
  /^(xl\/media\/|Pictures\/|xl\/vbaProject\.bin$|docProps\/thumbnail)/.test(name);

function limitOf({ name, packed }: Entry): number {
  const cap = /sharedStrings|styles|workbook\.xml/.test(name) ? MAX_HELD_BYTES : MAX_ENTRY_BYTES;
  return Math.min(cap, Math.max(RATIO_FREE_BYTES, packed.length * MAX_RATIO));
}

const tooLarge = (job: IngestJob): Error =>
  job.reject("The workbook unpacks to more than is accepted.", {}, "Save the sheet as CSV and upload that.");

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;

function readDirectory(job: IngestJob, bytes: Buffer): Entry[] {
  const damaged = (): Error => job.reject("The workbook is damaged or cut short.");
  const end = findEnd(bytes);
  if (end < 0) throw damaged();
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw job.reject("The workbook has too many parts.");
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY_SIGNATURE) throw damaged();
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_SIGNATURE) throw damaged();
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const to = from + bytes.readUInt32LE(at + 20);
    if (to > bytes.length) throw damaged();
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw encrypted(job);
    entries.push({ name, method: bytes.readUInt16LE(at + 10), packed: bytes.subarray(from, to) });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

export const encrypted = (job: IngestJob): Error =>
  job.reject("The workbook is protected with a password.", {}, "Save it without a password and upload it again.");

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at--) if (bytes.readUInt32LE(at) === END_SIGNATURE) return at;
  return -1;
}

function countInflated(job: IngestJob, { method, packed }: Entry, limit: number): Promise<number> {
  if (method === 0) return Promise.resolve(packed.length);
  return new Promise((resolve, reject) => {
    let bytes = 0;
    const inflate = createInflateRaw();
    inflate.on("data", (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > limit) inflate.destroy(tooLarge(job));
    });
    inflate.on("end", () => resolve(bytes));
    inflate.on("error", (error: NodeJS.ErrnoException) =>
      reject(error.code?.startsWith("Z_") ? job.reject("The workbook is damaged.") : error),
    );
    inflate.end(packed);
  });
}
