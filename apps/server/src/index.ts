export { closeOnSignals, type RunningServer, startServer } from "./main.ts";
export { type ServerOptions, type ServerOptionsInput, serverOptions } from "./server-options.ts";
export { DataFolderBusyError } from "./storage/data-folder-lock.ts";
