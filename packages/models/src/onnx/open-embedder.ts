import { AppError, type Embedder } from "@parlance/core";
import { embeddingPrefix } from "../calling/embedding-prefix.ts";
import type { ModelNeeds } from "../provider.ts";
import type { OnnxConfig } from "./config.ts";
import { type EmbeddingPipeline, loadPipeline } from "./load-pipeline.ts";
import { foldersOf } from "./model-folder.ts";

/** Small, so that other work of the process comes in between. */
const BATCH = 8;

/** A model for embeddings in this process; its vectors are means over the words, of length one. */
export async function openOnnxEmbedder(_config: OnnxConfig, model: string, needs: ModelNeeds): Promise<Embedder> {
  const { pipeline } = await loadPipeline("feature-extraction", model, foldersOf(needs));
  // By its task it is a pipeline of this kind; the test of this folder holds it to that.
  const extract = pipeline as EmbeddingPipeline;
  const [probe] = await embedBatch(extract, ["dimension"]);
  return {
    id: `onnx/${model}`,
    dimension: probe?.length ?? 0,
    embed: async (texts, purpose, signal) => {
      const prefixed = texts.map((text) => embeddingPrefix(model, purpose) + text);
      const vectors: Float32Array[] = [];
      for (let at = 0; at < prefixed.length; at += BATCH) {
        if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
        vectors.push(...(await embedBatch(extract, prefixed.slice(at, at + BATCH))));
      }
      return vectors;
    },
  };
}

async function embedBatch(extract: EmbeddingPipeline, texts: readonly string[]): Promise<Float32Array[]> {
  const rows = (await extract(texts, { pooling: "mean", normalize: true })).tolist();
  if (!Array.isArray(rows) || rows.length !== texts.length) throw new AppError("MODEL_REPLY_INVALID");
  return rows.map((row) => Float32Array.from(row));
}
