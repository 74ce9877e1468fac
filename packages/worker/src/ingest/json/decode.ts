import { readFile } from "node:fs/promises";
import { sniffEncoding, TextStream } from "../csv/encoding.ts";

/** A whole JSON text in whatever encoding it was saved. */
export async function decodeJson(path: string): Promise<string> {
  const bytes = await readFile(path);
  const { encoding, markBytes } = sniffEncoding([bytes]);
  const stream = new TextStream(encoding);
  return stream.decode(bytes.subarray(markBytes)) + stream.end();
}
