import { appendFileSync } from "node:fs";
import { appendFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { AppError, type LanguageModel } from "@parlance/core";
import { listModels, openModel } from "./open-model.ts";
import type { Price } from "./pricing/price-table.ts";
import type { ModelNeeds, OnnxFolders } from "./provider.ts";
import { type TraceSink, traced } from "./traced-model.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PROVIDER = "openai-compatible";

/**
 * The model that PARLANCE_LLM_PROVIDER, _BASE_URL, _MODEL, _API_KEY, _TIMEOUT_MS, _PRICE and _TRACE name; undefined where none
 * of the first four is set. Nothing is loaded or asked before the first request; where no model is named, that request
 * asks the server for its list, which must then hold exactly one.
 * Errors: MODEL_CONFIG_INVALID, PROVIDER_NOT_FOUND at once; those of LanguageModel later.
 */
export function modelFromEnvironment(env: Environment, given: Partial<ModelNeeds> = {}): LanguageModel | undefined {
  const read = (name: string): string | undefined => env[`PARLANCE_LLM_${name}`]?.trim() || undefined;
  const [provider, baseUrl, model, apiKey] = ["PROVIDER", "BASE_URL", "MODEL", "API_KEY"].map(read);
  if ([provider, baseUrl, model, apiKey].every((value) => value === undefined)) return undefined;
  const id = provider ?? DEFAULT_PROVIDER;
  if (id === DEFAULT_PROVIDER && baseUrl === undefined) {
    throw invalid(
      "Set PARLANCE_LLM_BASE_URL to the address of the OpenAI-compatible server, such as http://localhost:11434/v1.",
    );
  }
  const timeoutMs = readTimeout(read("TIMEOUT_MS"));
  const price = readPrice(read("PRICE"));
  // The address is the operator's own choice, so the way out needs no judge.
  const needs: ModelNeeds = { fetch: globalThis.fetch, clock: { now: Date.now }, random: Math.random, ...given };
  const opened =
    id === "onnx"
      ? openFolder(model, env, timeoutMs, needs)
      : openVendor({ provider: id, baseUrl, apiKey, timeoutMs, price }, model, needs);
  const path = read("TRACE");
  return path === undefined ? opened : traced(opened, traceFile(path), Date.now);
}

/** Made at once, readable to its owner alone: a trace that cannot be written should stop the start, not be missed later. */
function traceFile(path: string): TraceSink {
  try {
    appendFileSync(path, "", { mode: 0o600 });
  } catch (error) {
    throw new AppError("MODEL_CONFIG_INVALID", {
      message: "The file of PARLANCE_LLM_TRACE cannot be written.",
      cause: error,
    });
  }
  return (line) => appendFile(path, `${line}\n`);
}

/** PARLANCE_LLM_MODEL is the path of the model's folder, the administrator's own choice as well. */
function openFolder(
  path: string | undefined,
  env: Environment,
  timeoutMs: number | undefined,
  needs: ModelNeeds,
): LanguageModel {
  if (path === undefined) throw invalid("Set PARLANCE_LLM_MODEL to the folder of the model.");
  const folder = resolve(path);
  const onnx = { modelsFolder: dirname(folder), libraryFolder: readLibraryFolder(env) };
  return openModel({ provider: "onnx", model: basename(folder), timeoutMs }, { ...needs, onnx });
}

const readLibraryFolder = (env: Environment): string | undefined => {
  const folder = env.PARLANCE_ONNX_LIBRARY?.trim();
  return folder ? resolve(folder) : undefined;
};

/** The folders of models in this process: PARLANCE_ONNX_MODELS, with the library in PARLANCE_ONNX_LIBRARY. */
export function onnxFoldersFromEnvironment(env: Environment): OnnxFolders | undefined {
  const folder = env.PARLANCE_ONNX_MODELS?.trim();
  return folder ? { modelsFolder: resolve(folder), libraryFolder: readLibraryFolder(env) } : undefined;
}

function openVendor(
  settings: Settings & { provider: string },
  model: string | undefined,
  needs: ModelNeeds,
): LanguageModel {
  return model === undefined ? discovered(settings, needs) : openModel({ ...settings, model }, needs);
}

function readTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const timeoutMs = Number(text);
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1_000 || timeoutMs > 3_600_000) {
    throw invalid("PARLANCE_LLM_TIMEOUT_MS is a number of milliseconds from 1000 to 3600000.");
  }
  return timeoutMs;
}

/** Dollars per million tokens of prompt and of reply, as in 2.5/10. */
function readPrice(text: string | undefined): Price | undefined {
  if (text === undefined) return undefined;
  const [, input, output] = /^(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (input === undefined || output === undefined) {
    throw invalid("PARLANCE_LLM_PRICE is dollars per million tokens of prompt and of reply, such as 2.5/10.");
  }
  return { input: Number(input), output: Number(output), cachedInput: Number(input) };
}

const invalid = (message: string): AppError => new AppError("MODEL_CONFIG_INVALID", { message });

type Settings = Omit<Parameters<typeof openModel>[0], "model">;

/** Opens the server's only model with the first request; a failed look is made again with the next. */
function discovered(settings: Settings & { provider: string }, needs: ModelNeeds): LanguageModel {
  // Settings that cannot be right should stop the start, not the first question.
  openModel({ ...settings, model: "any" }, needs);
  let found: LanguageModel | undefined;
  return {
    provider: settings.provider,
    get model() {
      return found?.model ?? "";
    },
    generate: async (request, signal) => {
      found ??= openModel({ ...settings, model: await onlyModel(settings, needs, signal) }, needs);
      return found.generate(request, signal);
    },
  };
}

async function onlyModel(
  settings: Settings & { provider: string },
  needs: ModelNeeds,
  signal?: AbortSignal,
): Promise<string> {
  const { timeoutMs: _timeout, deadlineMs: _deadline, price: _price, ...config } = settings;
  const models = (await listModels(config, needs, signal)).filter(({ kind }) => kind === "language");
  const [only] = models;
  if (only !== undefined && models.length === 1) return only.id;
  const names = models.slice(0, 12).map(({ id }) => id);
  throw invalid(
    only === undefined
      ? "The provider lists no model. Name one with PARLANCE_LLM_MODEL."
      : `The provider has ${models.length} models. Name one with PARLANCE_LLM_MODEL, such as ${names.join(", ")}.`,
  );
}
