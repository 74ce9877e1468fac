import multipart from "@fastify/multipart";
import { type Clock, DEFAULT_LIMITS, type Outbound, type QueryWorkerPool, type RunLimits } from "@parlance/core";
import { demoWorkspaces } from "@parlance/demo";
import Fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { v7 as uuid } from "uuid";
import { loadPipeline, prepare, suggestQuestions } from "./adapters/engine.ts";
import { Asking } from "./asking/asking.ts";
import { ResultRegistry } from "./asking/result-registry.ts";
import { RunningQueries } from "./asking/running-queries.ts";
import { Credentials } from "./connecting/credentials.ts";
import { KnownConnectors } from "./connecting/known-connectors.ts";
import { openRemoteWith } from "./connecting/open-remote.ts";
import type { SourceProcesses } from "./connecting/source-processes.ts";
import type { OpenDatabase } from "./database/database.ts";
import { DemoLibrary, demoQuestions } from "./demo/demo-library.ts";
import { DemoStore } from "./demo/demo-store.ts";
import { Sweeper } from "./jobs/sweeper.ts";
import { SyncSchedule } from "./jobs/sync-schedule.ts";
import { addDocs } from "./plugins/docs.ts";
import { addErrorHandling } from "./plugins/errors.ts";
import { addIdentity } from "./plugins/identity.ts";
import { loggerOptions } from "./plugins/logging.ts";
import { addOpenApi } from "./plugins/openapi.ts";
import { RouteTable } from "./plugins/route-table.ts";
import { addSecurity } from "./plugins/security.ts";
import { addWebApp } from "./plugins/web-app.ts";
import { askRoutes } from "./resources/ask/routes.ts";
import { AskService } from "./resources/ask/service.ts";
import { catalogRoutes } from "./resources/catalog/routes.ts";
import { CatalogService } from "./resources/catalog/service.ts";
import { connectionRoutes } from "./resources/connections/routes.ts";
import { ConnectionService } from "./resources/connections/service.ts";
import { ConnectionStore } from "./resources/connections/store.ts";
import { connectorRoutes } from "./resources/connectors/routes.ts";
import { ConnectorService } from "./resources/connectors/service.ts";
import { fileChangeRoutes } from "./resources/file-changes/routes.ts";
import { FileChangeService } from "./resources/file-changes/service.ts";
import { FileChangeStore } from "./resources/file-changes/store.ts";
import { googleConsentRoutes } from "./resources/google-consents/routes.ts";
import { GoogleConsentService } from "./resources/google-consents/service.ts";
import { healthRoutes } from "./resources/health/routes.ts";
import { HealthService } from "./resources/health/service.ts";
import { workerProbe } from "./resources/health/worker-probe.ts";
import { queryRoutes } from "./resources/queries/routes.ts";
import { QueryService } from "./resources/queries/service.ts";
import { resultRoutes } from "./resources/results/routes.ts";
import { ResultService } from "./resources/results/service.ts";
import { sourceRoutes } from "./resources/sources/routes.ts";
import { SourceService } from "./resources/sources/service.ts";
import { type OpenConnection, SourceAccess } from "./resources/sources/source-access.ts";
import { SourceStore } from "./resources/sources/store.ts";
import { syncRoutes } from "./resources/syncs/routes.ts";
import { SyncService } from "./resources/syncs/service.ts";
import { SyncStore } from "./resources/syncs/store.ts";
import { uploadRoutes } from "./resources/uploads/routes.ts";
import { UploadService } from "./resources/uploads/service.ts";
import { UploadStore } from "./resources/uploads/store.ts";
import { UploadBoard } from "./resources/uploads/upload-board.ts";
import { workspaceRoutes } from "./resources/workspaces/routes.ts";
import { WorkspaceService } from "./resources/workspaces/service.ts";
import { WorkspaceStore } from "./resources/workspaces/store.ts";
import type { Keyring } from "./secrets/keyring.ts";
import type { ServerOptions } from "./server-options.ts";
import { SourceStorage } from "./storage/source-storage.ts";
import { SyncRunner } from "./syncing/sync-runner.ts";
import { version } from "./version.ts";

/** The adapters a server stands on, opened by main.ts and by tests. */
export interface AppNeeds {
  readonly options: ServerOptions;
  readonly clock: Clock;
  readonly database: OpenDatabase;
  readonly workers: QueryWorkerPool;
  readonly openConnection: OpenConnection;
  /** Every kind of source there is. */
  readonly connectors: Readonly<Record<string, object>>;
  readonly processes: SourceProcesses;
  readonly keys: Keyring;
  /** The way out for the little that the API process itself asks of other servers. */
  readonly outbound: Outbound;
}

/** The composed application, not listening yet. */
export interface App {
  readonly fastify: FastifyInstance;
  readonly sweeper: Sweeper;
  readonly demo: DemoLibrary;
  readonly syncs: SyncRunner;
  readonly schedule: SyncSchedule;
}

const PREPARED_SOURCES = 64;
const SUGGESTIONS = 12;
const IDLE_CONNECTION_MS = 5 * 60_000;
const DEMO_IDS = demoWorkspaces.map((demo) => demo.id);
const JSON_BODY_BYTES = 1024 * 1024;

/** The only place where ports meet adapters. */
export async function composeApp(needs: AppNeeds): Promise<App> {
  const { options, clock, database, workers, processes, keys } = needs;
  const storage = new SourceStorage(options.dataDir);
  await storage.prepare();

  const sourceStore = new SourceStore(database.db);
  const workspaceStore = new WorkspaceStore(database.db);
  const uploadStore = new UploadStore(database.db, workspaceStore);
  const connectionStore = new ConnectionStore(database.db, workspaceStore);
  const connectors = new KnownConnectors(needs.connectors);
  const credentials = new Credentials(keys);
  const reaching = { connections: connectionStore, connectors, credentials, processes, workers };
  const access = new SourceAccess({
    store: sourceStore,
    storage,
    prepare,
    openConnection: needs.openConnection,
    openRemote: openRemoteWith({ ...reaching, idleMs: IDLE_CONNECTION_MS }),
    capacity: PREPARED_SOURCES,
  });
  const workspaces = new WorkspaceService({
    clock,
    store: workspaceStore,
    demoIds: options.isDemoEnabled ? DEMO_IDS : [],
  });
  const fastify = await bareApp(options);
  const syncStore = new SyncStore(database.db);
  const syncs = new SyncRunner({
    ...reaching,
    clock,
    log: fastify.log,
    sources: sourceStore,
    store: syncStore,
    storage,
    access,
    lifetimeMs: options.connectionLifetimeMs,
  });
  const consents = new GoogleConsentService({ clock, outbound: needs.outbound });
  const connections = new ConnectionService({
    ...reaching,
    clock,
    consents,
    store: connectionStore,
    sources: sourceStore,
    acknowledgements: uploadStore,
    keys,
    runner: syncs,
    access,
    lifetimeMs: options.connectionLifetimeMs,
  });
  const sources = new SourceService({
    clock,
    store: sourceStore,
    storage,
    access,
    connections,
    connectionStore,
    runner: syncs,
  });
  const syncService = new SyncService({
    clock,
    store: syncStore,
    sources: sourceStore,
    runner: syncs,
    sourceService: sources,
  });
  const schedule = new SyncSchedule({
    clock,
    log: fastify.log,
    connections: connectionStore,
    sources: sourceStore,
    runner: syncs,
    everyMs: options.scheduleEveryMs,
  });
  const uploads = new UploadService({
    clock,
    store: uploadStore,
    sources: sourceStore,
    storage,
    access,
    workers,
    board: new UploadBoard(),
    maxBytes: options.maxUploadBytes,
    lifetimeMs: options.uploadLifetimeMs,
  });
  const fileChanges = new FileChangeService({
    clock,
    store: new FileChangeStore(database.db),
    sources: sourceStore,
    storage,
    access,
    workers,
    maxBytes: options.maxUploadBytes,
  });
  const results = new ResultRegistry(clock);
  const limits: RunLimits = { ...DEFAULT_LIMITS, timeoutMs: options.queryTimeoutMs };
  const running = new RunningQueries();
  const asking = new Asking({
    clock,
    results,
    limits,
    budget: { maxRows: options.warnAboveRows, maxBytes: options.warnAboveBytes },
    pipeline: loadPipeline,
  });
  const asks = new AskService({ clock, access, asking, running });
  const queries = new QueryService({ clock, access, asking, running });
  const resultPages = new ResultService({
    clock,
    results,
    sources: sourceStore,
    access,
    workers,
    limits,
    pipeline: loadPipeline,
  });
  const catalogs = new CatalogService({
    clock,
    limits,
    sources: sourceStore,
    access,
    suggest: async (source) => demoQuestions(source.sourceId) ?? suggestQuestions(source, SUGGESTIONS),
  });
  const health = new HealthService({
    clock,
    version,
    probes: {
      database: database.isAlive,
      worker: workerProbe(workers, clock, (options.isDemoEnabled ? DEMO_IDS[0] : undefined) ?? "health"),
      storage: () => storage.isWritable(),
    },
  });

  const sweeper = new Sweeper({
    clock,
    log: fastify.log,
    sources,
    sourceStore,
    uploads: uploadStore,
    workspaces: workspaceStore,
    storage,
    everyMs: options.sweepEveryMs,
    lifetimeMs: options.uploadLifetimeMs,
  });
  await fastify.register(
    async (scope) => {
      await addIdentity(scope);
      scope.addHook("onSend", async (_request, reply) => {
        if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
      });
      const api = scope.withTypeProvider<ZodTypeProvider>();
      healthRoutes(api, health);
      workspaceRoutes(api, workspaces);
      sourceRoutes(api, sources, workspaces);
      connectorRoutes(api, new ConnectorService(connectors));
      connectionRoutes(api, connections, workspaces);
      googleConsentRoutes(api, consents);
      syncRoutes(api, syncService);
      uploadRoutes(api, uploads, workspaces);
      fileChangeRoutes(api, fileChanges);
      catalogRoutes(api, catalogs);
      askRoutes(api, asks);
      queryRoutes(api, queries);
      resultRoutes(api, resultPages);
      api.get("/openapi.json", { schema: { hide: true } }, () => fastify.swagger());
    },
    { prefix: "/api/v1" },
  );
  const demo = new DemoLibrary({
    clock,
    log: fastify.log,
    store: new DemoStore(database.db),
    sources: sourceStore,
    storage,
    access,
    workers,
  });
  if (options.isDemoEnabled) await demo.announce();
  await fastify.ready();
  return { fastify, sweeper, demo, syncs, schedule };
}

/**
 * Given at birth, they keep Fastify from loading its own compilers (a tenth of a second at start).
 * The cast: they are typed for zod schemas, and this server has no others.
 */
const ZOD_COMPILERS = {
  buildValidator: () => validatorCompiler,
  buildSerializer: () => serializerCompiler,
} as unknown as NonNullable<NonNullable<FastifyServerOptions["schemaController"]>["compilersFactory"]>;

/** Fastify with everything that is not a resource. */
async function bareApp(options: ServerOptions): Promise<FastifyInstance> {
  const fastify = Fastify({
    logger: loggerOptions(options),
    genReqId: () => uuid(),
    bodyLimit: JSON_BODY_BYTES,
    trustProxy: options.isBehindProxy ? (_address, hop) => hop === 0 : false,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 256 },
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    schemaController: { compilersFactory: ZOD_COMPILERS },
  });
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  // A form that a foreign page can send without asking must not be read as JSON.
  fastify.removeContentTypeParser("text/plain");
  addErrorHandling(fastify);
  const routes = new RouteTable(fastify);
  fastify.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  await addSecurity(fastify, options);
  await addOpenApi(fastify);
  await fastify.register(multipart, {
    limits: {
      files: 100,
      fields: 10,
      parts: 110,
      fieldSize: JSON_BODY_BYTES,
      headerPairs: 100,
      fileSize: options.maxUploadBytes,
    },
  });
  await addWebApp(fastify, routes, options.webDir);
  addDocs(fastify);
  return fastify;
}
