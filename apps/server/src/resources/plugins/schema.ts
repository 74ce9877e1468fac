import { z } from "zod";

export const pluginBody = z
  .object({
    id: z.string(),
    label: z.string(),
    description: z.string(),
    place: z.string().describe("As the settings name it."),
    state: z
      .enum(["running", "disabled", "failed"])
      .describe("failed: it could not be started; disabled: switched off by hand or for its faults."),
    reason: z.string().nullable().describe("Why it does not run."),
    hooks: z.array(z.string()).describe("The points at which it takes part."),
    faultCount: z.number().describe("Since the server started."),
    faults: z.array(z.object({ at: z.string(), kind: z.string(), message: z.string() })).describe("The latest first."),
  })
  .meta({ id: "InstalledPlugin" });

export const pluginList = z
  .object({ items: z.array(pluginBody), nextCursor: z.string().nullable() })
  .meta({ id: "InstalledPluginList" });

export const pluginChange = z.strictObject({ isEnabled: z.boolean() });
export const pluginParameter = z.object({ id: z.string().min(1).max(300) });

export type PluginBody = z.output<typeof pluginBody>;
