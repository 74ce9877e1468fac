import type {
  LanguageModelV3FinishReason,
  LanguageModelV3StreamPart,
  LanguageModelV3Usage,
  SharedV3ProviderMetadata,
} from "@ai-sdk/provider";
import { z } from "zod";
import { isRefusal } from "./is-refusal.ts";
import { ModelFault } from "./model-fault.ts";
import { createRepetitionWatch } from "./repetition-watch.ts";

/** A whole reply with its end, as told by the provider. */
export interface CollectedReply {
  readonly text: string;
  /** What the model wrote for itself, where the vendor tells it apart. */
  readonly thinking: string;
  readonly finishReason: LanguageModelV3FinishReason;
  readonly usage: LanguageModelV3Usage;
  readonly providerMetadata: SharedV3ProviderMetadata | undefined;
}

export const MAX_TEXT_LENGTH = 1_000_000;

/** Reads a stream to its end. What is no whole reply rejects: cut, damaged, too long, or a call of a tool nobody offered. */
export async function collectStream(
  stream: ReadableStream<LanguageModelV3StreamPart>,
  signal: AbortSignal,
): Promise<CollectedReply> {
  const reader = stream.getReader();
  const stop = (): void => void reader.cancel(signal.reason).catch(() => undefined);
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // Raced below; without a reader of its own an abort after the end would count as unhandled.
  aborted.catch(() => undefined);
  try {
    return await collect(() => Promise.race([reader.read(), aborted]));
  } finally {
    stop();
  }
}

type Read = () => Promise<ReadableStreamReadResult<LanguageModelV3StreamPart>>;

async function collect(read: Read): Promise<CollectedReply> {
  const pieces: string[] = [];
  const thoughts: string[] = [];
  const passedOver: string[] = [];
  const watch = createRepetitionWatch();
  let length = 0;
  let finish: Extract<LanguageModelV3StreamPart, { type: "finish" }> | null = null;
  for (let next = await read(); !next.done; next = await read()) {
    const part = next.value;
    if (part.type === "error") throw part.error;
    if (part.type === "tool-call" || part.type === "tool-input-start") {
      throw new ModelFault("MODEL_REPLY_INVALID", {
        isRetryable: true,
        message: "The language model asked for a tool that was not offered.",
      });
    }
    if (part.type === "raw") {
      if (isRefusal(part.rawValue)) throw new ModelFault("MODEL_REFUSED");
      watch.see(part.rawValue);
      passedOver.push(textBeside(part.rawValue));
    }
    if (part.type === "reasoning-delta" || part.type === "text-delta") {
      length += part.delta.length;
      (part.type === "text-delta" ? pieces : thoughts).push(part.delta);
      if (length > MAX_TEXT_LENGTH) {
        throw new ModelFault("MODEL_REPLY_INVALID", { message: "The language model's reply is larger than is read." });
      }
    }
    if (part.type === "finish") finish = part;
  }
  // "other" without a reason of the provider's is what clients make of a stream that just ended.
  const hasEnded =
    finish !== null && (finish.finishReason.unified !== "other" || finish.finishReason.raw !== undefined);
  if (finish === null || !hasEnded) throw new ModelFault("MODEL_INCOMPLETE", { isRetryable: true });
  if (watch.isRepeating(finish.usage.outputTokens.total)) {
    throw new ModelFault("MODEL_INCOMPLETE", {
      isRetryable: true,
      message: "The language model's reply arrived damaged: parts of it came twice.",
    });
  }
  const { finishReason, usage, providerMetadata } = finish;
  return {
    text: pieces.join("") || passedOver.join(""),
    thinking: thoughts.join(""),
    finishReason,
    usage,
    providerMetadata,
  };
}

const textBlock = z.object({
  type: z.literal("content_block_delta"),
  delta: z.object({ type: z.literal("text_delta"), text: z.string() }),
});

/**
 * Anthropic's client asks older and unknown models for an object by a tool that they must call, and then passes over text;
 * gateways that know no tools answer in text all the same.
 */
const textBeside = (event: unknown): string => textBlock.safeParse(event).data?.delta.text ?? "";
