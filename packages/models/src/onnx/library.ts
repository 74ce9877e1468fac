import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { AppError } from "@parlance/core";

/** The parts of @huggingface/transformers that are used; it is not installed with Parlance, so its own types are not there. */
export interface OnnxLibrary {
  readonly env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string; useFSCache: boolean };
  pipeline(task: string, model: string, options: Readonly<Record<string, unknown>>): Promise<unknown>;
  readonly InterruptableStoppingCriteria: new () => StoppingCriteria;
}

export interface StoppingCriteria {
  interrupt(): void;
}

export interface Tensor {
  readonly dims: readonly number[];
  tolist(): unknown;
}

const LIBRARY = "@huggingface/transformers";
const INSTALL = "npm install --prefix ./onnx --ignore-scripts @huggingface/transformers@4.3.1";

/**
 * Loads the library from where it is installed: 470 MB, which most installations have no use for.
 * Errors: MODEL_CONFIG_INVALID, with the command that installs it.
 */
export function loadLibrary(libraryFolder: string | undefined): OnnxLibrary {
  const require = createRequire(
    libraryFolder === undefined ? import.meta.url : join(resolve(libraryFolder), "package.json"),
  );
  try {
    // Checked by nothing here: the test of this folder runs against the real library.
    return require(LIBRARY) as OnnxLibrary;
  } catch (error) {
    if (!(error instanceof Error) || Reflect.get(error, "code") !== "MODULE_NOT_FOUND") throw error;
    throw new AppError("MODEL_CONFIG_INVALID", {
      message: "Models inside this process need a library that is not installed.",
      hint: `Run "${INSTALL}" and start with PARLANCE_ONNX_LIBRARY=./onnx.`,
      cause: error,
    });
  }
}
