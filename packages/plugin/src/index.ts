export { definePlugin, type HookName } from "./define-plugin.ts";
export type {
  Plugin,
  PluginChartRule,
  PluginConnector,
  PluginContext,
  PluginField,
  PluginModel,
  PluginReply,
  PluginRequest,
  PluginRoute,
  QueryDecision,
  RequestDecision,
  SeenOutcome,
  SeenQuery,
  SeenRequest,
} from "./plugin.ts";
