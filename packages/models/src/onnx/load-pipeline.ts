import { join } from "node:path";
import { AppError } from "@parlance/core";
import type { OnnxFolders } from "../provider.ts";
import { loadLibrary, type OnnxLibrary, type StoppingCriteria, type Tensor } from "./library.ts";
import { checkName, precisionOf } from "./model-folder.ts";

/** A tokenizer and a model that writes. */
export interface Seq2SeqPipeline {
  readonly tokenizer: Tokenizer;
  readonly model: {
    readonly config: { readonly eos_token_id: number | readonly number[] };
    generate(options: Readonly<Record<string, unknown>>): Promise<Tensor>;
  };
}

interface Tokenizer {
  (text: string): { readonly input_ids: Tensor; readonly attention_mask: Tensor };
  readonly model_max_length: number | undefined;
  decode(ids: readonly (number | bigint)[], options: { readonly skip_special_tokens: boolean }): string;
}

export type EmbeddingPipeline = (
  texts: readonly string[],
  options: { readonly pooling: "mean"; readonly normalize: boolean },
) => Promise<Tensor>;

export interface LoadedPipeline {
  readonly pipeline: unknown;
  readonly newStop: () => StoppingCriteria;
}

/** Loaded once for the process: a model takes as much memory as its file. */
const loaded = new Map<string, Promise<LoadedPipeline>>();

/** Errors: MODEL_UNKNOWN; MODEL_CONFIG_INVALID where the library is not installed or cannot read the model. */
export function loadPipeline(task: string, model: string, folders: OnnxFolders): Promise<LoadedPipeline> {
  const key = `${task} ${join(folders.modelsFolder, checkName(model))}`;
  const known = loaded.get(key);
  if (known !== undefined) return known;
  const loading = load(task, model, folders).catch((error: unknown) => {
    loaded.delete(key);
    throw error;
  });
  loaded.set(key, loading);
  return loading;
}

async function load(task: string, model: string, folders: OnnxFolders): Promise<LoadedPipeline> {
  const dtype = await precisionOf(folders, model);
  const library = loadLibrary(folders.libraryFolder);
  // Nothing is ever fetched: what is not in the folder does not exist.
  library.env.allowRemoteModels = false;
  library.env.allowLocalModels = true;
  library.env.useFSCache = false;
  library.env.localModelPath = folders.modelsFolder;
  const pipeline = await readModel(library, task, model, dtype);
  return { pipeline, newStop: () => new library.InterruptableStoppingCriteria() };
}

async function readModel(library: OnnxLibrary, task: string, model: string, dtype: string): Promise<unknown> {
  try {
    return await library.pipeline(task, model, { dtype, local_files_only: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new AppError("MODEL_CONFIG_INVALID", {
      message: "The model's folder could not be read.",
      hint: "It needs config.json, tokenizer.json, tokenizer_config.json and a folder onnx, as Optimum exports them.",
      cause: error,
    });
  }
}
