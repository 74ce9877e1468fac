import { assistanceSettings } from "@parlance/ask";
import { modelFromEnvironment } from "@parlance/models";
import type { ChosenModel } from "./whole-path.ts";

/** The model that PARLANCE_LLM_* names, under the product's own settings. */
export function chosenModel(): ChosenModel {
  const model = modelFromEnvironment(process.env);
  if (model === undefined)
    throw new Error("Name a model first: PARLANCE_LLM_BASE_URL or PARLANCE_LLM_PROVIDER, _MODEL, _API_KEY.");
  const { disclosure, askModel, samples } = assistanceSettings(process.env);
  if (disclosure === "nothing") throw new Error("PARLANCE_LLM_DISCLOSURE is nothing, so no model would be asked.");
  return { model, disclosure, askModel, samples };
}
