export type {
  LiveColumn,
  LiveNeeds,
  LiveRows,
  LiveSource,
  LiveTable,
} from "@parlance/core";
export { definePlugin, type HookName, SourceProblem } from "./define-plugin.ts";
export type {
  Plugin,
  PluginChartRule,
  PluginConnector,
  PluginContext,
  PluginField,
  PluginLiveConnector,
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
