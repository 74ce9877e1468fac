import { AppError, type LanguageModel, type ModelReply, type ModelRequest } from "@parlance/core";
import type { ModelLimits, Provider } from "@parlance/models";
import { z } from "zod";
import type { ModelLibrary } from "../modelling/known-providers.ts";
import type { LoadedPlugin } from "./loaded-plugin.ts";
import { PluginFault } from "./plugin-fault.ts";
import { schemaOfFields } from "./plugin-fields.ts";
import type { Plugins } from "./plugins.ts";

const reply = z.object({
  text: z.string().max(1_000_000),
  inputTokens: z.number().int().min(0),
  outputTokens: z.number().int().min(0),
});

/** The library of models, with the vendors that plugins bring beside its own. */
export function withPluginModels(load: () => Promise<ModelLibrary>, plugins: Plugins): () => Promise<ModelLibrary> {
  const brought = new Map(plugins.all.flatMap(providersOf).map((provider) => [provider.id, provider]));
  if (brought.size === 0) return load;
  return async () => {
    const library = await load();
    return {
      ...library,
      // Callers read its keys and look each up by findProvider.
      PROVIDERS: { ...library.PROVIDERS, ...Object.fromEntries(brought) },
      findProvider: (id) => brought.get(id) ?? library.findProvider(id),
      openModel: (settings, needs) => {
        const { provider: id, model, timeoutMs = 120_000, deadlineMs, price, ...config } = settings;
        const provider = brought.get(id);
        if (provider === undefined) return library.openModel(settings, needs);
        return provider.open(config, model, needs, { timeoutMs, deadlineMs: deadlineMs ?? timeoutMs * 1.5, price });
      },
    };
  };
}

const providersOf = (plugin: LoadedPlugin): readonly Provider[] =>
  (plugin.manifest?.models ?? []).map(({ id, label, fields }) => ({
    id: `${plugin.id}-${id}`,
    label,
    config: schemaOfFields(fields),
    capabilities: { streams: false, json: true, embeds: false, listsModels: false, isLocal: false },
    open: (config, model, _needs, limits) => pluginModel(plugin, id, { config, model, limits }),
  }));

interface OpenedModel {
  readonly config: unknown;
  readonly model: string;
  readonly limits: ModelLimits;
}

function pluginModel(plugin: LoadedPlugin, id: string, { config, model, limits }: OpenedModel): LanguageModel {
  const provider = `${plugin.id}-${id}`;
  return {
    provider,
    model,
    async generate(request): Promise<ModelReply> {
      const startedAt = performance.now();
      const asked = { ...request, model, config };
      const given = await plugin.call("generate", [id, asked], limits.deadlineMs).catch(asModelError);
      const read = reply.safeParse(given);
      if (!read.success) throw new AppError("MODEL_REPLY_INVALID");
      const { text, inputTokens, outputTokens } = read.data;
      return {
        text,
        object: objectOf(text, request),
        usage: { inputTokens, outputTokens },
        provider,
        model,
        attempts: 1,
        elapsedMs: performance.now() - startedAt,
      };
    },
  };
}

function asModelError(error: unknown): never {
  if (!(error instanceof PluginFault)) throw error;
  throw new AppError(error.kind === "hung" ? "MODEL_TIMEOUT" : "MODEL_UNREACHABLE", { cause: error });
}

function objectOf(text: string, { output }: ModelRequest): unknown {
  if (output === null) return null;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new AppError("MODEL_REPLY_INVALID", { cause: error });
  }
}
