import { isAppError } from "@parlance/core";
import type { ModelNeeds } from "@parlance/models";
import type { FastifyBaseLogger } from "fastify";
import type { Settings } from "../configuration/settings.ts";
import { builtInEmbedder, type ChosenEmbedder, type EmbedderFor } from "../retrieving/chosen-embedder.ts";
import type { ServerOptions } from "../server-options.ts";
import { environmentEmbedder } from "./environment-embedder.ts";
import type { ModelLibrary } from "./known-providers.ts";
import { modelEnvironmentOf } from "./model-settings.ts";

export interface OperatorsEmbedderNeeds {
  readonly settings: Settings;
  readonly calling: Omit<ModelNeeds, "fetch">;
  readonly load: () => Promise<ModelLibrary>;
  readonly log: Pick<FastifyBaseLogger, "error">;
}

/**
 * The embedder that the settings name as they are now, or the built-in one. It is made anew only when they change; what
 * another one has embedded is then embedded again, source by source, as they are asked.
 */
export async function operatorsEmbedder(needs: OperatorsEmbedderNeeds): Promise<EmbedderFor> {
  const { settings, log } = needs;
  settings.addCheck(async (candidate) => void (await build(candidate, needs)));
  let known = settingsKey(settings.current());
  let built: Promise<ChosenEmbedder | undefined> = Promise.resolve(await build(settings.current(), needs));
  const rebuild = async (before: typeof built): Promise<ChosenEmbedder | undefined> => {
    try {
      return await build(settings.current(), needs);
    } catch (error) {
      // Only a file that was changed by hand comes here unchecked.
      if (!isAppError(error)) throw error;
      log.error({ err: error }, "the settings of the embedder cannot be used; the one before stays");
      return before;
    }
  };
  return async (workspaceId) => {
    const key = settingsKey(settings.current());
    if (key !== known) {
      known = key;
      built = rebuild(built);
    }
    return (await built) ?? builtInEmbedder(workspaceId);
  };
}

const settingsKey = ({ embeddingProvider, embeddingModel, embeddingBaseUrl, embeddingApiKey }: ServerOptions): string =>
  JSON.stringify([embeddingProvider, embeddingModel, embeddingBaseUrl, embeddingApiKey]);

const build = (
  options: ServerOptions,
  { calling, load }: OperatorsEmbedderNeeds,
): Promise<ChosenEmbedder | undefined> => environmentEmbedder(modelEnvironmentOf(options), calling, load);
