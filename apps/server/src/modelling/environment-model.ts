import { appendFile } from "node:fs/promises";
import type { Assistance } from "@parlance/ask";
import { AppError, type Disclosure, type LanguageModel } from "@parlance/core";
import type { ModelNeeds } from "@parlance/models";
import type { ConfiguredModel } from "./chosen-models.ts";
import { isInHouse } from "./in-house.ts";
import type { ModelLibrary } from "./known-providers.ts";
import { trustedFetch } from "./model-fetch.ts";

/** PARLANCE_LLM_*, PARLANCE_EMBEDDING_* and PARLANCE_ONNX_* as the operator has set them. */
export type ModelEnvironment = Readonly<Record<string, string>>;

export type EnvironmentModel = ConfiguredModel & { readonly by: "environment" };

/** How a model helps, whichever model it is. */
export type Helping = Pick<Assistance, "askModel" | "samples" | "wordsAnswers">;

/** Names of settings without which no model is configured. */
const NAMES = ["PROVIDER", "BASE_URL", "MODEL", "API_KEY"].map((name) => `PARLANCE_LLM_${name}`);

/**
 * The model this server was started with; undefined where it was started without. Its address is the operator's own
 * choice and is not judged. Settings that cannot be right are refused at once. Errors: MODEL_CONFIG_INVALID,
 * PROVIDER_NOT_FOUND.
 */
export async function environmentModel(
  environment: ModelEnvironment,
  needs: Omit<ModelNeeds, "fetch">,
  load: () => Promise<ModelLibrary>,
): Promise<EnvironmentModel | undefined> {
  if (NAMES.every((name) => (environment[name] ?? "").trim() === "")) return undefined;
  const { modelFromEnvironment, findProvider } = await load();
  const model = modelFromEnvironment(environment, { ...needs, fetch: trustedFetch });
  if (model === undefined) return undefined;
  return {
    get provider() {
      return model.provider;
    },
    get model() {
      return model.model;
    },
    by: "environment",
    isChosen: true,
    isInHouse:
      findProvider(model.provider).capabilities.isLocal || isInHouse(environment.PARLANCE_LLM_BASE_URL?.trim() ?? ""),
    open: async () => model,
  };
}

/** Folders of models that this process may run itself; undefined where the operator has named none. */
export async function onnxFolders(
  environment: ModelEnvironment,
  load: () => Promise<ModelLibrary>,
): Promise<ModelNeeds["onnx"]> {
  if ((environment.PARLANCE_ONNX_MODELS ?? "").trim() === "") return undefined;
  return (await load()).onnxFoldersFromEnvironment(environment);
}

/** Writes what is sent to models and what they answer into the file that PARLANCE_LLM_TRACE names. */
export function tracing(environment: ModelEnvironment, load: () => Promise<ModelLibrary>) {
  const path = environment.PARLANCE_LLM_TRACE?.trim() ?? "";
  return async (model: LanguageModel): Promise<LanguageModel> => {
    if (path === "") return model;
    const { traced } = await load();
    return traced(model, (line) => appendFile(path, `${line}\n`, { mode: 0o600 }), Date.now);
  };
}

/** When a model is asked, for how many drafts, and whether it words the answer; the pipeline's own rules where the operator has said nothing. */
export async function operatorsHelping(environment: ModelEnvironment): Promise<Helping> {
  const isSaid = ["ASK", "SAMPLES", "WORDS"].some((name) => (environment[`PARLANCE_LLM_${name}`] ?? "").trim() !== "");
  if (!isSaid) return {};
  const { assistanceSettings } = await import("@parlance/ask");
  const { disclosure: _told, ...helping } = assistanceSettings(environment);
  return helping;
}

const DISCLOSURES: readonly Disclosure[] = ["full", "schema", "aggregates", "nothing"];

/** What models are told of sources that nobody has decided about, where the operator has said it. */
export function operatorsDisclosure(environment: ModelEnvironment): Disclosure | undefined {
  const text = environment.PARLANCE_LLM_DISCLOSURE?.trim() ?? "";
  if (text === "") return undefined;
  const known = DISCLOSURES.find((disclosure) => disclosure === text);
  if (known !== undefined) return known;
  throw new AppError("MODEL_CONFIG_INVALID", {
    message: `PARLANCE_LLM_DISCLOSURE is one of ${DISCLOSURES.join(", ")}.`,
  });
}
