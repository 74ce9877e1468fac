import { open } from "node:fs/promises";

const HEAD_BYTES = 256 * 1024;
const PIECE_BYTES = 8 * 1024;
const PIECES = 48;

/** The start of a file and small pieces from all over it, in order. The first element is always the start. */
export async function readSamples(path: string, size: number): Promise<Buffer[]> {
  const file = await open(path, "r");
  try {
    const read = async (position: number, length: number): Promise<Buffer> => {
      const buffer = Buffer.alloc(Math.min(length, size - position));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      return buffer.subarray(0, bytesRead);
    };
    const samples = [await read(0, HEAD_BYTES)];
    if (size <= HEAD_BYTES) return samples;
    const rest = size - HEAD_BYTES;
    if (rest <= PIECES * PIECE_BYTES) return [...samples, await read(HEAD_BYTES, rest)];
    for (let piece = 1; piece <= PIECES; piece++) {
      const position = HEAD_BYTES + Math.floor(((rest - PIECE_BYTES) * piece) / PIECES);
      samples.push(await read(position - (position % 2), PIECE_BYTES));
    }
    return samples;
  } finally {
    await file.close();
  }
}

/** The last bytes of a file, or all of it. */
export async function readTail(path: string, size: number, length: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const buffer = Buffer.alloc(Math.min(length, size));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, size - buffer.length);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
