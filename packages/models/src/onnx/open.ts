import { AppError, type LanguageModel, type ModelReply, type ModelRequest } from "@parlance/core";
import type { ModelLimits, ModelNeeds } from "../provider.ts";
import { findMismatch } from "../reply/check-object.ts";
import { findJson } from "../reply/find-json.ts";
import type { OnnxConfig } from "./config.ts";
import { fillSchema } from "./fill-schema.ts";
import { type LoadedPipeline, loadPipeline, type Seq2SeqPipeline } from "./load-pipeline.ts";
import { foldersOf } from "./model-folder.ts";

const provider = "onnx";

/** A sequence-to-sequence model in this process. It is asked one thing at a time: there is one processor to share. */
export function openOnnx(
  _config: OnnxConfig,
  model: string,
  needs: ModelNeeds,
  { timeoutMs }: ModelLimits,
): LanguageModel {
  const folders = foldersOf(needs);
  let last: Promise<unknown> = Promise.resolve();
  return {
    provider,
    model,
    generate: (request, signal) => {
      const turn = last.then(async () => {
        const startedAt = performance.now();
        if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
        const loaded = await loadPipeline("text2text-generation", model, folders);
        const reply = await write(loaded, request, timeoutMs, signal);
        const elapsedMs = Math.round(performance.now() - startedAt);
        return { ...reply, provider, model, attempts: 1, elapsedMs };
      });
      // The next in line does not care how this one ends.
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

type Written = Pick<ModelReply, "text" | "object" | "usage">;

async function write(
  { pipeline, newStop }: LoadedPipeline,
  request: ModelRequest,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Written> {
  // By its task it is a pipeline of this kind; the test of this folder holds it to that.
  const { tokenizer, model } = pipeline as Seq2SeqPipeline;
  const inputs = tokenizer(textOf(request));
  const inputTokens = inputs.input_ids.dims.at(-1) ?? 0;
  if (inputTokens > (tokenizer.model_max_length ?? Number.POSITIVE_INFINITY)) {
    throw new AppError("MODEL_REQUEST_INVALID", { message: "The prompt is longer than this model reads." });
  }
  const stop = newStop();
  const { isLate, ids } = await interruptibly(stop, timeoutMs, signal, async () => {
    const written = await model.generate({
      ...inputs,
      max_new_tokens: request.maxOutputTokens,
      stopping_criteria: stop,
    });
    return idsOf(written.tolist());
  });
  if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
  if (isLate) throw new AppError("MODEL_TIMEOUT");
  const ends = [model.config.eos_token_id].flat();
  if (!ends.includes(Number(ids.at(-1)))) throw new AppError("MODEL_INCOMPLETE");
  const text = tokenizer.decode(ids, { skip_special_tokens: true }).trim();
  if (text === "") throw new AppError("MODEL_REPLY_INVALID");
  // The first token is the start that every reply has.
  return { text, object: objectOf(text, request.output), usage: { inputTokens, outputTokens: ids.length - 1 } };
}

async function interruptibly(
  stop: { interrupt(): void },
  timeoutMs: number,
  signal: AbortSignal | undefined,
  work: () => Promise<readonly (number | bigint)[]>,
): Promise<{ isLate: boolean; ids: readonly (number | bigint)[] }> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stop.interrupt();
  }, timeoutMs);
  const leave = (): void => stop.interrupt();
  signal?.addEventListener("abort", leave, { once: true });
  try {
    return { ids: await work(), isLate };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", leave);
  }
}

/** The question first: such models are trained on a question followed by a schema. */
const textOf = ({ system, messages }: ModelRequest): string =>
  [messages.at(-1)?.content ?? "", system].filter((part) => part !== "").join("\n\n");

function idsOf(list: unknown): readonly (number | bigint)[] {
  const [first] = Array.isArray(list) ? list : [];
  if (!Array.isArray(first)) throw new AppError("MODEL_REPLY_INVALID");
  return first;
}

function objectOf(text: string, output: ModelRequest["output"]): unknown {
  if (output === null) return undefined;
  const written = findJson(text).objects.find((one) => findMismatch(one, output.schema) === null);
  return written ?? fillSchema(text, output.schema);
}
