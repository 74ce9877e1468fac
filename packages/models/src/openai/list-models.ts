import { listModels as listFrom } from "../openai-compatible/list-models.ts";
import { listedPrice } from "../pricing/price-table.ts";
import type { ListedModel, ModelNeeds } from "../provider.ts";
import { OPENAI_ADDRESS, type OpenaiConfig } from "./config.ts";

/** The account's list also holds models that draw, speak and listen. */
const NOT_TEXT =
  /audio|realtime|image|tts|transcribe|whisper|dall-e|moderation|sora|babbage|davinci|computer-use|search/;

export async function listModels(
  { apiKey, baseUrl }: OpenaiConfig,
  needs: ModelNeeds,
  signal?: AbortSignal,
): Promise<readonly ListedModel[]> {
  const models = await listFrom({ apiKey, baseUrl: baseUrl || OPENAI_ADDRESS }, needs, signal);
  return models
    .filter(({ id }) => !NOT_TEXT.test(id))
    .map((model) => ({ ...model, ...listedPrice("openai", model.id) }));
}
