import type { EmbeddingModelV3 } from "@ai-sdk/provider";
import { AppError, type Embedder } from "@parlance/core";
import type { ModelFetch, ModelLimits, ModelNeeds } from "../provider.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { ModelFault } from "./model-fault.ts";
import { once } from "./reliable-model.ts";
import { withRetries } from "./with-retries.ts";

type Purpose = "document" | "query";

/** What a vendor's folder adds to the shared calling of embeddings. */
export interface VendorEmbedder {
  readonly provider: string;
  readonly model: string;
  connect(fetch: ModelFetch): Promise<EmbeddingModelV3>;
  /** Options by which this vendor tells a question from a document. */
  options?(purpose: Purpose): EmbeddingOptions;
  /** Some models are told so in the text. */
  prefix?(purpose: Purpose): string;
}

type EmbeddingOptions = Partial<Parameters<EmbeddingModelV3["doEmbed"]>[0]>;

const MAX_RETRIES = 3;
const MAX_BATCH = 96;

/** Opens a vendor's embeddings; one short text is embedded to learn the vectors' length. */
export async function reliableEmbedder(
  vendor: VendorEmbedder,
  needs: ModelNeeds,
  limits: ModelLimits,
): Promise<Embedder> {
  const connect = once(() => vendor.connect(guardedFetch(needs.fetch)));
  const embedAll = (texts: readonly string[], purpose: Purpose, signal?: AbortSignal) =>
    embedInBatches({ vendor, needs, limits, connect }, texts, purpose, signal);
  const [probe] = await embedAll(["dimension"], "query");
  const dimension = probe?.length ?? 0;
  return {
    id: `${vendor.provider}/${vendor.model}`,
    dimension,
    embed: async (texts, purpose, signal) => {
      const vectors = await embedAll(texts, purpose, signal);
      if (vectors.some(({ length }) => length !== dimension)) throw new AppError("MODEL_REPLY_INVALID");
      return vectors;
    },
  };
}

interface Embedding {
  readonly vendor: VendorEmbedder;
  readonly needs: ModelNeeds;
  readonly limits: ModelLimits;
  readonly connect: () => Promise<EmbeddingModelV3>;
}

async function embedInBatches(
  embedding: Embedding,
  texts: readonly string[],
  purpose: Purpose,
  signal: AbortSignal | undefined,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  let size = MAX_BATCH;
  for (let at = 0; at < texts.length; at += size) {
    const { result, batch } = await embedBatch(embedding, texts.slice(at, at + size), purpose, signal);
    vectors.push(...result);
    size = batch;
  }
  return vectors;
}

async function embedBatch(
  { vendor, needs, limits, connect }: Embedding,
  texts: readonly string[],
  purpose: Purpose,
  signal: AbortSignal | undefined,
): Promise<{ result: Float32Array[]; batch: number }> {
  const { provider, model } = vendor;
  let [retries, batch] = [0, texts.length];
  const { result } = await withRetries(
    {
      who: { provider, model, purpose: "embed" },
      call: async ({ signal: stop }) => {
        const client = await connect();
        // Known only once the client is there: the first batch may be larger than the vendor takes.
        batch = Math.min(MAX_BATCH, (await client.maxEmbeddingsPerCall) ?? MAX_BATCH);
        const values = texts.slice(0, batch).map((text) => (vendor.prefix?.(purpose) ?? "") + text);
        const { embeddings } = await client.doEmbed({ values, ...vendor.options?.(purpose), abortSignal: stop });
        return toVectors(embeddings, values.length);
      },
      next: ({ facts }) =>
        facts.isRetryable && retries < MAX_RETRIES ? { retry: retries++, isImmediate: false } : null,
      spent: () => ({}),
    },
    needs,
    limits,
    signal,
  );
  return { result, batch };
}

function toVectors(embeddings: readonly (readonly number[])[], count: number): Float32Array[] {
  const isWhole =
    embeddings.length === count && embeddings.every((vector) => vector.length > 0 && vector.every(Number.isFinite));
  if (!isWhole) throw new ModelFault("MODEL_REPLY_INVALID", { message: "The provider's vectors could not be read." });
  return embeddings.map((vector) => normalised(Float32Array.from(vector)));
}

/** Length one, so that a dot product is the cosine whatever the vendor does. */
export function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return length === 0 ? vector : vector.map((value) => value / length);
}
