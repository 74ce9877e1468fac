import { AppError, type Embedder } from "@parlance/core";
import { featuresOf } from "./features.ts";

/** Raised with every change of the features or of how they are hashed: older vectors must not be compared with newer ones. */
const VERSION = 1;
const DIMENSION = 512;

/**
 * Vectors without a model: features are hashed to places of the vector, with a sign so that collisions cancel out on
 * average. Texts that share words, word forms or parts of words come close; synonyms do not. Pure and the same everywhere.
 */
export function hashingEmbedder(): Embedder {
  return {
    id: `hashing/${VERSION}`,
    dimension: DIMENSION,
    embed: async (texts, _purpose, signal) => {
      if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
      return texts.map(toVector);
    },
  };
}

function toVector(text: string): Float32Array {
  const vector = new Float32Array(DIMENSION);
  for (const [feature, count] of featuresOf(text)) {
    const hash = hashOf(feature);
    const place = hash % DIMENSION;
    // What a text says ten times is not ten times as much what it is about.
    const weight = Math.sqrt(count);
    vector[place] = (vector[place] ?? 0) + (hash & 0x8000_0000 ? -weight : weight);
  }
  return normalised(vector);
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** FNV-1a over UTF-16 units, with a final mix so that the lowest bits, which choose the place, depend on all. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
