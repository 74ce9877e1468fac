import type { ZodApp } from "../../http/zod-app.ts";
import { errorBody } from "../../wire/error-body.ts";
import { pluginBody, pluginChange, pluginList, pluginParameter } from "./schema.ts";
import type { PluginService } from "./service.ts";

const config = { permission: "instance.plugins" } as const;
const tags = ["operations"];

export function pluginAdminRoutes(app: ZodApp, plugins: PluginService): void {
  app.get(
    "/instance/plugins",
    {
      config,
      schema: { tags, summary: "Plugins and how they are doing", response: { 200: pluginList, default: errorBody } },
    },
    async (request) => ({ items: [...plugins.list(request.identity)], nextCursor: null }),
  );
  app.patch(
    "/instance/plugins/:id",
    {
      config,
      schema: {
        tags,
        summary: "Switch a plugin on or off",
        description: "Switching one on starts it anew and forgets its faults.",
        params: pluginParameter,
        body: pluginChange,
        response: { 200: pluginBody, default: errorBody },
      },
    },
    (request) => plugins.change(request.identity, request.params.id, request.body.isEnabled),
  );
}
