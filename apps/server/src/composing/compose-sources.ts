import { demoWorkspaces } from "@parlance/demo";
import type { FastifyBaseLogger } from "fastify";
import { prepare, teach } from "../adapters/engine.ts";
import { CombinedSources } from "../combining/combined-sources.ts";
import { Credentials } from "../connecting/credentials.ts";
import { KnownConnectors } from "../connecting/known-connectors.ts";
import { openRemoteWith } from "../connecting/open-remote.ts";
import { SessionSources } from "../connecting/session-sources.ts";
import { Governing } from "../governing/governing.ts";
import { HashKeys } from "../governing/hash-keys.ts";
import { SyncSchedule } from "../jobs/sync-schedule.ts";
import { Knowing } from "../knowing/knowing.ts";
import { runLimitsNow } from "../limiting/run-limits.ts";
import { StorageQuota } from "../limiting/storage-quota.ts";
import { WorkspaceLimitStore } from "../limiting/workspace-limit-store.ts";
import { combinationRoutes } from "../resources/combinations/routes.ts";
import { CombinationService } from "../resources/combinations/service.ts";
import { CombinationStore } from "../resources/combinations/store.ts";
import { connectionRoutes } from "../resources/connections/routes.ts";
import { ConnectionService } from "../resources/connections/service.ts";
import { ConnectionStore } from "../resources/connections/store.ts";
import { connectorRoutes } from "../resources/connectors/routes.ts";
import { ConnectorService } from "../resources/connectors/service.ts";
import { RulePreviewService } from "../resources/data-rules/preview-service.ts";
import { dataRuleRoutes } from "../resources/data-rules/routes.ts";
import { DataRuleService } from "../resources/data-rules/service.ts";
import { DataRuleStore } from "../resources/data-rules/store.ts";
import { fileChangeRoutes } from "../resources/file-changes/routes.ts";
import { FileChangeService } from "../resources/file-changes/service.ts";
import { FileChangeStore } from "../resources/file-changes/store.ts";
import { googleConsentRoutes } from "../resources/google-consents/routes.ts";
import { GoogleConsentService } from "../resources/google-consents/service.ts";
import { KnowledgeStore } from "../resources/knowledge/store.ts";
import { MembershipStore } from "../resources/members/store.ts";
import { sourceRoutes } from "../resources/sources/routes.ts";
import { SourceService } from "../resources/sources/service.ts";
import { SourceAccess } from "../resources/sources/source-access.ts";
import { SourceStore } from "../resources/sources/store.ts";
import { syncRoutes } from "../resources/syncs/routes.ts";
import { SyncService } from "../resources/syncs/service.ts";
import { SyncStore } from "../resources/syncs/store.ts";
import { uploadRoutes } from "../resources/uploads/routes.ts";
import { UploadService } from "../resources/uploads/service.ts";
import { UploadStore } from "../resources/uploads/store.ts";
import { UploadBoard } from "../resources/uploads/upload-board.ts";
import { WorkspaceService } from "../resources/workspaces/service.ts";
import { WorkspaceStore } from "../resources/workspaces/store.ts";
import { SourceStorage } from "../storage/source-storage.ts";
import { SyncRunner } from "../syncing/sync-runner.ts";
import type { AppNeeds, Composed } from "./app-needs.ts";

const PREPARED_SOURCES = 64;
const IDLE_CONNECTION_MS = 5 * 60_000;

/** What everything else finds sources with. */
export interface ComposedSources extends Composed {
  readonly storage: SourceStorage;
  readonly sourceStore: SourceStore;
  readonly workspaceStore: WorkspaceStore;
  readonly uploadStore: UploadStore;
  readonly limitStore: WorkspaceLimitStore;
  readonly quota: StorageQuota;
  readonly knowledgeStore: KnowledgeStore;
  readonly knowing: Knowing;
  readonly access: SourceAccess;
  readonly workspaces: WorkspaceService;
  readonly members: MembershipStore;
  readonly sources: SourceService;
  readonly syncs: SyncRunner;
  readonly schedule: SyncSchedule;
  readonly sessionSources: SessionSources;
  readonly connectors: KnownConnectors;
  readonly credentials: Credentials;
}

/** Sources: where they are kept, how they are reached, uploaded, connected and synced. */
export async function composeSources(needs: AppNeeds, log: FastifyBaseLogger): Promise<ComposedSources> {
  const { options, clock, database, workers, processes, keys } = needs;
  const storage = new SourceStorage(options.dataDir, needs.folder.instance);
  await storage.prepare(await needs.folder.others());

  const sessionSources = new SessionSources();
  const sourceStore = new SourceStore(database.db, sessionSources);
  const workspaceStore = new WorkspaceStore(database.db);
  const limitStore = new WorkspaceLimitStore(database.db, needs.settings);
  const quota = new StorageQuota(database.db, limitStore, () => new Date(clock.now()));
  const uploadStore = new UploadStore(database.db, workspaceStore, quota);
  const connectionStore = new ConnectionStore(database.db, workspaceStore);
  const knowledgeStore = new KnowledgeStore(database.db, workspaceStore);
  const knowing = new Knowing({ store: knowledgeStore, teach, capacity: PREPARED_SOURCES });
  const connectors = new KnownConnectors(needs.connectors);
  const credentials = new Credentials(keys);
  const reaching = { connections: connectionStore, connectors, credentials, processes, workers };
  const combinationStore = new CombinationStore(database.db, workspaceStore);
  const combined = new CombinedSources({
    clock,
    store: combinationStore,
    sources: sourceStore,
    storage,
    workers,
    prepare,
    capacity: PREPARED_SOURCES,
  });
  const dataRuleStore = new DataRuleStore(database.db);
  const governing = new Governing({
    rules: dataRuleStore,
    hashKeys: new HashKeys({ db: database.db, keys, clock }),
    prepare,
    capacity: PREPARED_SOURCES,
  });
  const access = new SourceAccess({
    shared: needs.shared,
    combined,
    governing,
    store: sourceStore,
    sessions: sessionSources,
    storage,
    prepare,
    knowing,
    openConnection: needs.openConnection,
    openRemote: openRemoteWith({ ...reaching, sessions: sessionSources, idleMs: IDLE_CONNECTION_MS }),
    capacity: PREPARED_SOURCES,
  });
  const members = new MembershipStore(database.db);
  const workspaces = new WorkspaceService({
    clock,
    store: workspaceStore,
    members,
    demoIds: options.isDemoEnabled ? demoWorkspaces.map((demo) => demo.id) : [],
  });
  const syncStore = new SyncStore(database.db, quota);
  const syncs = new SyncRunner({
    neighbours: () => needs.folder.others(),
    ...reaching,
    clock,
    log: log,
    sources: sourceStore,
    store: syncStore,
    storage,
    access,
    get lifetimeMs() {
      return needs.settings.current().connectionLifetimeMs;
    },
  });
  const consents = new GoogleConsentService({ clock, outbound: needs.outbound, store: needs.shared.store, keys });
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
    workspaces: workspaceStore,
    get lifetimeMs() {
      return needs.settings.current().connectionLifetimeMs;
    },
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
  const combinations = new CombinationService({
    clock,
    store: combinationStore,
    sources: sourceStore,
    names: connectionStore,
    acknowledgements: uploadStore,
    access,
  });
  const syncService = new SyncService({
    clock,
    store: syncStore,
    sources: sourceStore,
    runner: syncs,
    sourceService: sources,
    access,
  });
  const schedule = new SyncSchedule({
    clock,
    log: log,
    connections: connectionStore,
    sources: sourceStore,
    runner: syncs,
    board: needs.board,
    pace: {
      everyMs: () => needs.settings.current().scheduleEveryMs,
      onChange: (listener) => needs.settings.onChange(listener),
    },
  });
  const uploads = new UploadService({
    quota,
    clock,
    store: uploadStore,
    sources: sourceStore,
    storage,
    access,
    workers,
    board: new UploadBoard(),
    get maxBytes() {
      return needs.settings.current().maxUploadBytes;
    },
    workspaces: workspaceStore,
    get lifetimeMs() {
      return needs.settings.current().uploadLifetimeMs;
    },
  });
  const fileChanges = new FileChangeService({
    clock,
    store: new FileChangeStore(database.db, quota),
    sources: sourceStore,
    storage,
    access,
    workers,
    get maxBytes() {
      return needs.settings.current().maxUploadBytes;
    },
  });
  const ruling = { clock, access, governing, store: dataRuleStore, sources: sourceStore };
  const dataRules = new DataRuleService(ruling);
  const rulePreviews = new RulePreviewService({
    ...ruling,
    get limits() {
      return runLimitsNow(needs.settings);
    },
  });
  return {
    storage,
    sourceStore,
    workspaceStore,
    uploadStore,
    limitStore,
    quota,
    knowledgeStore,
    knowing,
    access,
    workspaces,
    members,
    sources,
    syncs,
    schedule,
    sessionSources,
    connectors,
    credentials,
    routes(api) {
      sourceRoutes(api, sources, workspaces);
      connectorRoutes(api, new ConnectorService(connectors));
      connectionRoutes(api, connections, workspaces);
      googleConsentRoutes(api, consents);
      syncRoutes(api, syncService);
      uploadRoutes(api, uploads, workspaces);
      fileChangeRoutes(api, fileChanges);
      combinationRoutes(api, combinations, workspaces);
      dataRuleRoutes(api, dataRules, rulePreviews);
    },
  };
}
