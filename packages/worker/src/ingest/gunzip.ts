import { createReadStream, createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { IngestJob } from "./job.ts";

/** What one compressed file may unpack to. Counted while unpacking: the size a file claims proves nothing. */
const MAX_UNPACKED_BYTES = 4 * 1024 ** 3;
/** Text packs ten to twenty times; hundreds mean a bomb. Small files may repeat themselves. */
const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 64 * 1024 * 1024;

export async function gunzip(job: IngestJob, path: string, packedBytes: number): Promise<string> {
  const target = await job.scratchPath("unpacked");
  const limit = Math.min(MAX_UNPACKED_BYTES, Math.max(RATIO_FREE_BYTES, packedBytes * MAX_RATIO));
  let bytes = 0;
  const counter = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      if (bytes > limit) done(job.reject("The compressed file unpacks to more than is accepted."));
      else done(null, piece);
    },
  });
  try {
    await pipeline(createReadStream(path), createGunzip(), counter, createWriteStream(target), {
      ...(job.signal ? { signal: job.signal } : {}),
    });
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) {
      throw job.reject("The compressed file is damaged or cut short.");
    }
    throw error;
  }
  return target;
}
