import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@parlance/core";
import { z } from "zod";
import type { ListedModel, ModelNeeds, OnnxFolders } from "../provider.ts";

const NAME = /^\w[\w.-]*(?:\/\w[\w.-]*)?$/;

/** The administrator's folders. Errors: MODEL_CONFIG_INVALID where none are set. */
export function foldersOf({ onnx }: ModelNeeds): OnnxFolders {
  if (onnx !== undefined) return onnx;
  throw new AppError("MODEL_CONFIG_INVALID", {
    message: "This server has no folder for models of its own.",
    hint: "Its administrator names one with PARLANCE_ONNX_MODELS.",
  });
}

/** A model's name is a folder, or one in one; never a way out of the folder of models. Errors: MODEL_UNKNOWN. */
export function checkName(model: string): string {
  if (!NAME.test(model) || model.includes("..")) throw new AppError("MODEL_UNKNOWN");
  return model;
}

const description = z.looseObject({ is_encoder_decoder: z.boolean().default(false) });

export async function listFolders({ modelsFolder }: OnnxFolders): Promise<readonly ListedModel[]> {
  const names = (await readdir(modelsFolder, { withFileTypes: true })).filter((one) => one.isDirectory());
  const models = await Promise.all(names.map(({ name }) => describe(modelsFolder, name)));
  return models.filter((model) => model !== null);
}

async function describe(folder: string, id: string): Promise<ListedModel | null> {
  const text = await readIfThere(join(folder, id, "config.json"));
  if (text === null) return null;
  const { is_encoder_decoder } = description.parse(JSON.parse(text));
  return { id, label: id, kind: is_encoder_decoder ? "language" : "embedding" };
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && /^(?:ENOENT|ENOTDIR)$/.test(String(Reflect.get(error, "code")));

/** How exporters name the precision of a file, best first. */
const PRECISIONS = [
  ["", "fp32"],
  ["_fp16", "fp16"],
  ["_quantized", "q8"],
  ["_q4", "q4"],
] as const;

/** The best precision that a model's folder has. Errors: MODEL_UNKNOWN where there is no model. */
export async function precisionOf({ modelsFolder }: OnnxFolders, model: string): Promise<string> {
  const files = await filesIn(join(modelsFolder, model, "onnx"));
  const found = PRECISIONS.find(([ending]) =>
    files.some(
      (file) => /^(?:encoder_)?model/.test(file) && file.replace(/^(?:encoder_)?model/, "") === `${ending}.onnx`,
    ),
  );
  if (found === undefined) throw new AppError("MODEL_UNKNOWN");
  return found[1];
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) throw new AppError("MODEL_UNKNOWN", { cause: error });
    throw error;
  }
}
