// Runs one plugin, in a thread of its own. Plain JavaScript, so that it needs no loader from source or bundle.
import { createRequire } from "node:module";
import { isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";

const { place, folder } = workerData;
const send = (message) => parentPort.postMessage(message);

/** A path, or the name of a package that is installed where the server is started. */
const isPath = place.startsWith(".") || isAbsolute(place);
const file = isPath ? resolve(folder, place) : createRequire(join(folder, "package.json")).resolve(place);

/** What the server has to know before the first call. */
const manifestOf = (plugin) => ({
  id: plugin.id,
  label: plugin.label,
  description: plugin.description ?? "",
  hooks: ["setup", "beforeRequest", "afterRequest", "beforeQuery", "afterQuery", "shutdown"].filter(
    (name) => typeof plugin[name] === "function",
  ),
  routes: (plugin.routes ?? []).map(({ method, path, permission }) => ({ method, path, permission })),
  connectors: (plugin.connectors ?? []).map(({ id, label, fields, reach, dialect }) => ({
    id,
    label,
    fields,
    reach,
    dialect,
  })),
  models: (plugin.models ?? []).map(({ id, label, fields }) => ({ id, label, fields })),
  chartRules: (plugin.chartRules ?? []).map(({ name }) => ({ name })),
});

const named = (list, id) => {
  const found = (list ?? []).find((one) => one.id === id);
  if (found === undefined) throw new Error(`There is no ${id} in this plugin.`);
  return found;
};

const METHODS = {
  ping: () => true,
  beforeRequest: (plugin, request) => plugin.beforeRequest(request),
  afterRequest: (plugin, request, outcome) => plugin.afterRequest(request, outcome),
  beforeQuery: (plugin, query) => plugin.beforeQuery(query),
  afterQuery: (plugin, query, outcome) => plugin.afterQuery(query, outcome),
  route: (plugin, index, request) => plugin.routes[index].handle(request),
  probe: (plugin, id, config) => named(plugin.connectors, id).probe(config),
  pull: (plugin, id, config) => named(plugin.connectors, id).pull(config),
  generate: (plugin, id, request) => named(plugin.models, id).generate(request),
  draw: async (plugin, page, rowCount) => {
    for (const rule of plugin.chartRules) {
      const spec = await rule.draw(page, rowCount);
      if (spec !== null && spec !== undefined) return spec;
    }
    return null;
  },
  shutdown: (plugin) => plugin.shutdown?.(),
};

/** What a connector throws for whoever waits; a probe throws for nobody else. */
const isTold = (method, error) =>
  method === "probe" || (method === "pull" && error instanceof Error && error.name === "SourceProblem");

const answer = async (plugin, { id, method, args }) => {
  try {
    send({ type: "value", id, value: await METHODS[method](plugin, ...args) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send({ type: "error", id, message, isTold: isTold(method, error) });
  }
};

try {
  const { default: plugin } = await import(pathToFileURL(file).href);
  const manifest = manifestOf(plugin);
  const log = (message) => send({ type: "log", message: String(message) });
  // Only what is its own, which the server can tell once it knows the id.
  const settings = new Promise((resolve) => parentPort.once("message", resolve));
  send({ type: "loaded", id: String(manifest.id) });
  await plugin.setup?.({ settings: await settings, log });
  parentPort.on("message", (call) => void answer(plugin, call));
  send({ type: "ready", manifest });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  // Who imports is no news to whoever reads it.
  send({ type: "failed", message: message.replace(/ imported from \S+$/, "") });
}
