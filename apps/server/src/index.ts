export { type LayerSources, type LoadedLayers, loadLayers } from "./configuration/load-layers.ts";
export { ConfigurationError, problemText, type SettingProblem } from "./configuration/setting-problem.ts";
export { Settings } from "./configuration/settings.ts";
export { closeOnSignals, type RunningServer, startServer } from "./main.ts";
export { type ServerOptions, type ServerOptionsInput, serverOptions } from "./server-options.ts";
export { DataFolderBusyError } from "./storage/data-folder-lock.ts";
