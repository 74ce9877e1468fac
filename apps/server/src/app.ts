import multipart from "@fastify/multipart";
import { demoWorkspaces } from "@parlance/demo";
import Fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import { v7 as uuid } from "uuid";
import type { IdentityResolver } from "./accounts/identity-resolver.ts";
import { OpenWork } from "./accounts/open-work.ts";
import type { AskedLog } from "./auditing/asked-log.ts";
import type { AuditLog } from "./auditing/audit-log.ts";
import type { Adapters, AppNeeds } from "./composing/app-needs.ts";
import { type ComposedAccounts, composeAccounts } from "./composing/compose-accounts.ts";
import { composeAdministration } from "./composing/compose-administration.ts";
import { composeAsking } from "./composing/compose-asking.ts";
import { composeConfiguration } from "./composing/compose-configuration.ts";
import { composeConversations } from "./composing/compose-conversations.ts";
import { composeCredentialSessions } from "./composing/compose-credential-sessions.ts";
import { composeEvaluations } from "./composing/compose-evaluations.ts";
import { composeKnowledge } from "./composing/compose-knowledge.ts";
import { composeLimits } from "./composing/compose-limits.ts";
import { composeMailing } from "./composing/compose-mailing.ts";
import { composeMcp } from "./composing/compose-mcp.ts";
import { composeMembers } from "./composing/compose-members.ts";
import { composeModels } from "./composing/compose-models.ts";
import { composeOperations } from "./composing/compose-operations.ts";
import { composePlugging } from "./composing/compose-plugging.ts";
import { composePrompts } from "./composing/compose-prompts.ts";
import { composeRetrieving } from "./composing/compose-retrieving.ts";
import { composeSigningIn } from "./composing/compose-signing-in.ts";
import { type ComposedSources, composeSources } from "./composing/compose-sources.ts";
import { DemoLibrary } from "./demo/demo-library.ts";
import { DemoStore } from "./demo/demo-store.ts";
import { addStopping } from "./http/stopping.ts";
import { JobBoard } from "./jobs/job-board.ts";
import { Sweeper } from "./jobs/sweeper.ts";
import type { SyncSchedule } from "./jobs/sync-schedule.ts";
import { Limits } from "./limiting/limits.ts";
import { watchEventLoop } from "./observing/loop-watchdog.ts";
import { metricsRoute } from "./observing/metrics-route.ts";
import { observeRequests } from "./observing/observe-requests.ts";
import { addRequestHooks } from "./plugging/request-hooks.ts";
import { addAuditing } from "./plugins/auditing.ts";
import { addDocs } from "./plugins/docs.ts";
import { addErrorHandling } from "./plugins/errors.ts";
import { addIdentity } from "./plugins/identity.ts";
import { addAddressLimit, addLimits, addStreamLimit } from "./plugins/limits.ts";
import { loggerOptions } from "./plugins/logging.ts";
import { addOpenApi } from "./plugins/openapi.ts";
import { addPermissions } from "./plugins/permissions.ts";
import { RouteTable } from "./plugins/route-table.ts";
import { addSecurity } from "./plugins/security.ts";
import { addWebApp } from "./plugins/web-app.ts";
import type { CredentialSessions } from "./resources/credential-sessions/service.ts";
import { healthRoutes } from "./resources/health/routes.ts";
import { HealthService } from "./resources/health/service.ts";
import { workerProbe } from "./resources/health/worker-probe.ts";
import type { IndexSchedule } from "./retrieving/index-schedule.ts";
import { openSharedState } from "./sharing/open-shared-state.ts";
import type { SharedState } from "./sharing/shared-state.ts";
import type { SyncRunner } from "./syncing/sync-runner.ts";
import { version } from "./version.ts";

/** The composed application, not listening yet. */
export interface App {
  readonly fastify: FastifyInstance;
  readonly routes: RouteTable;
  readonly shared: SharedState;
  readonly asked: AskedLog;
  readonly audit: AuditLog;
  readonly accounts: Pick<ComposedAccounts, "setup" | "settled">;
  readonly sweeper: Sweeper;
  readonly demo: DemoLibrary;
  readonly board: JobBoard;
  readonly syncs: SyncRunner;
  readonly schedule: SyncSchedule;
  readonly indexing: IndexSchedule;
  readonly databaseSessions: CredentialSessions;
}

const DEMO_IDS = demoWorkspaces.map((demo) => demo.id);
const JSON_BODY_BYTES = 1024 * 1024;

/** The only place where ports meet adapters. */
export async function composeApp(adapters: Adapters): Promise<App> {
  const { options, clock, database, workers } = adapters;
  const { fastify, routes } = await bareApp(adapters);
  const shared = await openSharedState({ redisUrl: options.redisUrl, clock, log: fastify.log });
  fastify.addHook("onClose", () => shared.close());
  const limits = new Limits({ shared, settings: adapters.settings });
  addAddressLimit(fastify, limits);
  addStreamLimit(fastify, adapters.settings);
  const unfollow = adapters.settings.onChange(({ logLevel }) => {
    fastify.log.level = logLevel;
  });
  fastify.addHook("onClose", async () => unfollow());
  fastify.addHook("onClose", watchEventLoop(adapters.observing.metrics, fastify.log));
  const administration = composeAdministration(adapters, fastify.log);
  const { audit, asked } = administration;
  fastify.addHook("onClose", () => administration.settled());
  const mailing = composeMailing({ ...adapters, shared, audit, asked }, fastify.log);
  fastify.addHook("onListen", async () => mailing.mailer.start());
  fastify.addHook("onClose", () => mailing.mailer.stop());
  const plugging = await composePlugging({ ...adapters, audit, shared }, fastify.log);
  const { plugins } = plugging;
  fastify.addHook("onClose", () => plugging.close());
  const needs: AppNeeds = {
    ...adapters,
    connectors: { ...adapters.connectors, ...plugging.connectors.registry },
    processes: plugging.connectors.around(adapters.processes),
    shared,
    audit,
    asked,
    mailer: mailing.mailer,
    plugins,
    board: new JobBoard(() => clock.now()),
  };
  const configuration = await composeConfiguration(needs, fastify.log);
  fastify.addHook("onListen", async () => configuration.live.start());
  fastify.addHook("onClose", () => configuration.live.stop());
  const accounts = composeAccounts(needs, (id) => removeWorkspace(source, id), fastify.log);
  fastify.addHook("onClose", () => accounts.settled());
  const signingIn = composeSigningIn(needs, accounts, fastify.log);
  const resolvers: IdentityResolver[] = [accounts.resolver];
  const openWork = new OpenWork(resolvers, fastify.log);
  fastify.decorate("openWork", openWork);
  fastify.addHook("onClose", async () => openWork.close());
  const source = await composeSources(needs, fastify.log);
  const members = composeMembers(needs, source);
  resolvers.push(members.apiKeyResolver);
  const { storage, sourceStore, workspaceStore, uploadStore, access, sources, syncs, schedule } = source;
  const retrieving = await composeRetrieving(needs, source, fastify.log);
  const models = await composeModels(needs, source, retrieving, configuration, fastify.log);
  const asking = composeAsking(needs, source, models.findAssistance);
  const databaseSessions = composeCredentialSessions(needs, source, asking, accounts, fastify.log);
  resolvers.unshift(databaseSessions.byHeader);
  resolvers.push(databaseSessions.byCookie);
  fastify.addHook("onListen", async () => databaseSessions.sessions.start());
  fastify.addHook("onClose", () => databaseSessions.sessions.stop());
  const conversations = composeConversations(needs, source, asking);
  const knowledge = composeKnowledge(needs, source);
  const evaluations = await composeEvaluations(needs, source, asking, models, configuration, fastify.log);
  fastify.addHook("onClose", () => evaluations.runner.close());
  const prompts = composePrompts(needs, { source, configuration, asking, models, evaluations });
  const limiting = composeLimits(needs, source, models);
  const mcp = composeMcp(needs, source, asking, models, fastify.log);
  const health = new HealthService({
    clock,
    version,
    probes: {
      database: database.isAlive,
      worker: workerProbe(workers, clock, (options.isDemoEnabled ? DEMO_IDS[0] : undefined) ?? "health"),
      storage: () => storage.isWritable(),
    },
    isStopping: () => fastify.stopping.isStopping,
    isDegraded: () => plugins.isDegraded,
  });

  const sweeper = new Sweeper({
    clock,
    log: fastify.log,
    sources,
    sourceStore,
    uploads: uploadStore,
    workspaces: workspaceStore,
    storage,
    others: [
      ...conversations.expiring,
      ...models.expiring,
      ...administration.expiring,
      ...accounts.expiring,
      ...evaluations.expiring,
      mailing.mailer,
    ],
    neighbours: () => adapters.folder.others(),
    claims: shared.store,
    board: needs.board,
    pace: {
      everyMs: () => adapters.settings.current().sweepEveryMs,
      onChange: (listener) => adapters.settings.onChange(listener),
    },
    get lifetimeMs() {
      return adapters.settings.current().uploadLifetimeMs;
    },
  });
  const operations = composeOperations(needs, { health, sweeper, sources: source, evaluations }, fastify.log);
  fastify.addHook("onClose", async () => operations.close());
  await fastify.register(
    async (scope) => {
      await addIdentity(scope, {
        resolvers,
        anonymous: (request, reply) => accounts.anonymous.identify(request, reply),
      });
      addLimits(scope, limits);
      addAuditing(scope, audit);
      addPermissions(scope);
      addRequestHooks(scope, plugins);
      scope.addHook("onSend", async (_request, reply) => {
        if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
      });
      const api = scope.withTypeProvider<ZodTypeProvider>();
      healthRoutes(api, health);
      for (const part of [
        accounts,
        signingIn,
        databaseSessions,
        members,
        source,
        asking,
        conversations,
        knowledge,
        models,
        limiting,
        mcp,
        evaluations,
        administration,
        mailing,
        plugging,
        configuration,
        prompts,
        operations,
      ])
        part.routes(api);
      api.get("/openapi.json", { schema: { hide: true }, config: { permission: "public" } }, () => fastify.swagger());
    },
    { prefix: "/api/v1" },
  );
  const demo = new DemoLibrary({
    claim: (what) => claimJob(shared, what),
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
  const { indexing } = retrieving;
  return {
    fastify,
    routes,
    shared,
    asked,
    audit,
    accounts,
    sweeper,
    demo,
    board: needs.board,
    syncs,
    schedule,
    indexing,
    databaseSessions: databaseSessions.sessions,
  };
}

const JOB_MS = 10 * 60_000;

/** Twice is better than not at all, where the instances cannot be asked together. */
async function claimJob({ status, store }: SharedState, what: string): Promise<boolean> {
  return status() === "alone" || store.setOnce(`claims:${what}`, "", JOB_MS).catch(() => true);
}

/** The sources first, with their files: what goes with the row alone is only rows. */
async function removeWorkspace({ workspaceStore, sources }: ComposedSources, id: string): Promise<void> {
  for (const source of await workspaceStore.sourcesOf(id)) await sources.discard(source);
  await workspaceStore.remove(id);
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
async function bareApp({
  options,
  settings,
  observing,
}: Adapters): Promise<{ fastify: FastifyInstance; routes: RouteTable }> {
  const fastify = Fastify({
    logger: loggerOptions(options, observing.log),
    genReqId: () => uuid(),
    bodyLimit: JSON_BODY_BYTES,
    trustProxy: options.isBehindProxy ? (_address, hop) => hop === 0 : false,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 256 },
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    schemaController: { compilersFactory: ZOD_COMPILERS },
  });
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  // A form that a foreign page can send without asking must not be read as JSON.
  fastify.removeContentTypeParser("text/plain");
  addStopping(fastify);
  addErrorHandling(fastify);
  const routes = new RouteTable(fastify);
  fastify.addHook("onRequest", async (request, reply) => {
    reply.header("x-request-id", request.id);
  });
  observeRequests(fastify, observing);
  await addSecurity(fastify, options);
  await addOpenApi(fastify);
  await fastify.register(multipart, {
    limits: {
      files: 100,
      fields: 10,
      parts: 110,
      fieldSize: JSON_BODY_BYTES,
      headerPairs: 100,
      // Whoever takes files stops at the size that the settings allow at that moment.
      fileSize: Number.POSITIVE_INFINITY,
    },
  });
  await addWebApp(fastify, routes, options.webDir);
  addDocs(fastify);
  metricsRoute(fastify, observing, () => settings.current().metricsToken);
  return { fastify, routes };
}
