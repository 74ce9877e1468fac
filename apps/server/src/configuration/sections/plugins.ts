import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

/** Code of others that takes part. */
export const pluginsSection = {
  plugins: z
    .array(z.string().min(1))
    .default([])
    .describe("Plugins to load: paths of modules, or names of packages that are installed where the server starts.")
    .register(settingFacts, { key: "plugins.load", env: "PARLANCE_PLUGINS" }),
  pluginHookMs: z
    .number()
    .int()
    .min(50)
    .max(60_000)
    .default(2_000)
    .describe("What a plugin's hook may take before the request goes on without it.")
    .register(settingFacts, { key: "plugins.hookTimeout", unit: "ms", isLive: true }),
  pluginMaxFaults: z
    .number()
    .int()
    .min(1)
    .default(5)
    .describe("A plugin that fails this often within ten minutes is switched off.")
    .register(settingFacts, { key: "plugins.maxFaults", isLive: true }),
  pluginEnvironment: z
    .record(z.string(), z.string())
    .default({})
    .describe("PARLANCE_PLUGIN_<ID>_* variables: each plugin is given its own."),
};
