import {
  AppError,
  type Driver,
  isAppError,
  type RemoteConnector,
  type RemoteNeeds,
  type SyncedConnector,
} from "@parlance/core";
import {
  type Call,
  type CallHandlers,
  encodeFrame,
  endProcess,
  endWhenTooLarge,
  serveCalls,
} from "@parlance/worker/calls";
import { createOutbound } from "../outbound/outbound.ts";
import { loadPlugged } from "../plugged/plugged-connectors.ts";
import { packCatalog } from "./packed-catalog.ts";
import type { SourceConfig, SourceMethods, SourceProgress, SourceSettings } from "./source-calls.ts";

type SourceCall<Method extends keyof SourceMethods> = Call<SourceMethods[Method]["params"], SourceProgress>;
type AnyConnector =
  | RemoteConnector<unknown>
  | SyncedConnector<unknown>
  | { readonly id: string; readonly reach?: never };
export type ServedConnectors = Readonly<Record<string, AnyConnector>>;

/** The main loop of a source process: several sources of one workspace, each with its driver. */
export function serveSources(connectors: ServedConnectors): void {
  serveCalls<SourceMethods, SourceSettings, SourceProgress>({
    async start(settings) {
      endWhenTooLarge(settings.maxResidentBytes, endProcess);
      const served = settings.plugged === null ? connectors : await loadPlugged(settings.plugged);
      return sourceHandlers(served, { outbound: createOutbound(settings) });
    },
    // A driver that was stopped may report what the stopping did to it; the reason is what the caller wants to know.
    toCallError: (error, signal) => (signal.aborted ? signal.reason : knownError(error)),
    isFatal: () => false,
  });
}

function sourceHandlers(connectors: ServedConnectors, needs: RemoteNeeds): CallHandlers<SourceMethods, SourceProgress> {
  const open = new Map<number, Driver>();
  let nextHandle = 1;
  const driverOf = ({ handle }: { readonly handle: number }): Driver => {
    const driver = open.get(handle);
    if (!driver) throw new AppError("SOURCE_NOT_FOUND", { message: "This connection is closed." });
    return driver;
  };

  return {
    async open({ params, signal }) {
      const connector = remoteOf(connectors, params);
      const driver = await connector.open(parsedConfig(connector, params), needs, signal);
      const handle = nextHandle++;
      open.set(handle, driver);
      return { handle };
    },
    introspect: async ({ params, signal }) => packCatalog(await driverOf(params).introspect(signal)),
    values: ({ params, signal }) => driverOf(params).values(signal),
    check: ({ params, signal }) => driverOf(params).check(params.sql, params.policy, signal),
    async estimate({ params, signal }) {
      const driver = driverOf(params);
      return (await driver.estimate?.(params.sql, params.policy, signal)) ?? {};
    },
    stream: (call) => sendStream(driverOf(call.params), call),
    async close({ params }) {
      const driver = open.get(params.handle);
      open.delete(params.handle);
      await driver?.close();
      return null;
    },
    async probe({ params, signal, reply }) {
      const connector = reachableOf(connectors, params);
      await connector.probe(parsedConfig(connector, params), needs, (probed) => reply.progress({ probed }), signal);
      return null;
    },
    async pull({ params, signal, reply }) {
      const connector = syncedOf(connectors, params);
      const { folder } = params;
      const onProgress = (rows: number) => reply.progress({ rows });
      return connector.pull(parsedConfig(connector, params), { ...needs, folder, onProgress }, signal);
    },
  };
}

async function sendStream(driver: Driver, { params, signal, reply }: SourceCall<"stream">) {
  const stream = await driver.stream({ sql: params.sql, policy: params.policy, limits: params.limits }, signal);
  reply.columns(stream.columns);
  for await (const frame of stream.frames) await reply.streamFrame(encodeFrame(frame), signal);
  return { isTruncated: stream.wasTruncated() };
}

type Reachable = RemoteConnector<unknown> | SyncedConnector<unknown>;

function reachableOf(connectors: ServedConnectors, { connector: id }: SourceConfig): Reachable {
  const connector = Object.hasOwn(connectors, id) ? connectors[id] : undefined;
  if (connector?.reach === undefined) throw new AppError("SOURCE_CONFIG_INVALID");
  return connector;
}

function remoteOf(connectors: ServedConnectors, source: SourceConfig): RemoteConnector<unknown> {
  const connector = reachableOf(connectors, source);
  if (connector.reach !== "remote") throw new AppError("SOURCE_CONFIG_INVALID");
  return connector;
}

function syncedOf(connectors: ServedConnectors, source: SourceConfig): SyncedConnector<unknown> {
  const connector = reachableOf(connectors, source);
  if (connector.reach !== "synced") throw new AppError("SOURCE_CONFIG_INVALID");
  return connector;
}

/** Checked where it was typed, and once more here, where it is used. The error never repeats a value. */
function parsedConfig(connector: Reachable, { config }: SourceConfig): unknown {
  const parsed = connector.config.safeParse(config);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join("."));
  throw new AppError("SOURCE_CONFIG_INVALID", { details: { fields } });
}

/** Beyond this no text and no array can grow, whatever the driver meant to do. */
const TOO_LARGE =
  /Invalid string length|Cannot create a string longer|Array buffer allocation failed|Invalid array length/;

function knownError(error: unknown): unknown {
  if (isAppError(error)) return error;
  const isTooLarge = error instanceof Error && TOO_LARGE.test(error.message);
  return isTooLarge ? new AppError("QUERY_TOO_LARGE", { cause: error }) : error;
}
