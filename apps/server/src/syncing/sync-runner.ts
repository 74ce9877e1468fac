import { randomUUID } from "node:crypto";
import { AppError, type Catalog, type Clock, isAppError, type QueryWorkerPool } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { v7 as uuid } from "uuid";
import type { ConnectionRow, Credentials } from "../connecting/credentials.ts";
import type { KnownConnectors } from "../connecting/known-connectors.ts";
import type { SourceProcesses } from "../connecting/source-processes.ts";
import type { ConnectionStore } from "../resources/connections/store.ts";
import { refOf, type SourceAccess } from "../resources/sources/source-access.ts";
import type { SourceFileRow, SourceRow, SourceStore } from "../resources/sources/store.ts";
import type { SyncFailure, SyncResult, SyncRow, SyncStore } from "../resources/syncs/store.ts";
import { buildVersion } from "../resources/uploads/build-version.ts";
import type { SourceStorage } from "../storage/source-storage.ts";
import { catalogDifference } from "./catalog-difference.ts";
import { digestOf, pulledFiles } from "./pulled-files.ts";
import { readRemote } from "./read-remote.ts";
import { RunningSync, type SyncOutcome } from "./running-sync.ts";

export interface SyncRunnerNeeds {
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "error">;
  readonly connectors: KnownConnectors;
  readonly credentials: Credentials;
  readonly processes: SourceProcesses;
  readonly connections: ConnectionStore;
  readonly sources: SourceStore;
  readonly store: SyncStore;
  readonly storage: SourceStorage;
  readonly access: SourceAccess;
  readonly workers: QueryWorkerPool;
  /** Ids of other instances that are alive. */
  readonly neighbours: () => Promise<readonly string[]>;
  /** A connection lives this long after it was last synced. */
  readonly lifetimeMs: number;
}

const LEASE_MS = 10 * 60_000;
const RENEW_EVERY_MS = LEASE_MS / 4;
const PARSE_TIMEOUT_MS = 15 * 60_000;
const KEPT_HISTORY = 100;
const MINUTE_MS = 60_000;

/** Failures that last until a person enters something. */
const NEEDS_A_PERSON: ReadonlySet<string> = new Set(["SOURCE_SECRET_REQUIRED", "SOURCE_SIGN_IN_FAILED"]);

/** Brings what is known of a source up to date, one sync of a source at a time, here and in every other instance. */
export class SyncRunner {
  readonly #needs: SyncRunnerNeeds;
  readonly #running = new Map<string, RunningSync>();
  /** Names this instance in claims. */
  readonly #owner = randomUUID();

  constructor(needs: SyncRunnerNeeds) {
    this.#needs = needs;
  }

  /** Starts a sync, or joins the one that runs. */
  sync(row: SourceRow, cause: SyncRow["cause"]): RunningSync {
    const known = this.#running.get(row.id);
    if (known !== undefined) return known;
    const running = new RunningSync();
    this.#running.set(row.id, running);
    running.begin(this.#claimAndRun(row, cause, running).finally(() => this.#running.delete(row.id)));
    return running;
  }

  /** Stops the sync of a source, if one runs here, and waits until it has. */
  async stop(sourceId: string): Promise<void> {
    const running = this.#running.get(sourceId);
    running?.stop();
    await running?.done;
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.stop(id)));
  }

  /**
   * Ends in the books what an earlier process could not end, and marks connections whose secrets cannot be read any
   * more. Beside other instances, only what nobody holds any more: its claim has run out.
   */
  async recover(): Promise<void> {
    const { store, connections, credentials, access } = this.#needs;
    const message = "The server was stopped while this was syncing. Sync it again.";
    const rows = await connections.all();
    const isAlone = (await this.#needs.neighbours()).length === 0;
    for (const sync of await store.running()) {
      const row = rows.find(({ sourceId }) => sourceId === sync.sourceId);
      if (!isAlone && row?.claimedUntil != null && row.claimedUntil > this.#now()) continue;
      const failure: SyncFailure = { status: "error", code: "REQUEST_CANCELLED", message };
      const next = row?.syncEveryMinutes == null ? null : this.#now();
      await store.fail(sync, row?.claimedBy ?? "", failure, { now: this.#now(), next });
      await access.forget({ id: sync.sourceId });
    }
    for (const row of rows.filter((candidate) => !credentials.isReadable(candidate))) {
      await store.markDisconnected(row.sourceId, KEY_IS_LOST);
    }
  }

  async #claimAndRun(row: SourceRow, cause: SyncRow["cause"], running: RunningSync): Promise<SyncOutcome> {
    const { connections, store, clock } = this.#needs;
    const now = this.#now();
    const until = () => new Date(clock.now() + LEASE_MS);
    const claim = { owner: this.#owner, now, until: until(), mustBeDue: cause === "schedule" };
    if (!(await connections.claim(row.id, claim))) return new AppError("SOURCE_SYNCING");
    const sync = { id: uuid(), sourceId: row.id };
    await store.start({ ...sync, cause, startedAt: now });
    const renewing = setInterval(() => {
      void connections.renewClaim(row.id, this.#owner, until()).then((isKept) => isKept || running.stop());
    }, RENEW_EVERY_MS).unref();
    try {
      await this.#run(row, sync, running);
      running.report({ phase: "done" });
      return null;
    } catch (error) {
      running.report({ phase: "failed" });
      return await this.#recordFailure(row, sync, running.signal.aborted ? stopped(error) : error);
    } finally {
      clearInterval(renewing);
    }
  }

  async #run(row: SourceRow, sync: Pick<SyncRow, "id" | "sourceId">, running: RunningSync): Promise<void> {
    const { connections, connectors, credentials, store, access } = this.#needs;
    const connection = await connections.find(row);
    if (connection === undefined) throw new AppError("SOURCE_NOT_SYNCED");
    const known = connectors.find(connection.connector);
    const config = credentials.open(known, connection);
    const job: SyncJob = { row, connection, config, running };
    const result = known.connector.reach === "remote" ? await this.#readRemote(job) : await this.#pull(job);
    running.signal.throwIfAborted();
    const filesBefore = await this.#needs.sources.filesOf([row.id]);
    const now = this.#now();
    const times = { now, next: nextAfter(now, connection), expires: row.expiresAt === null ? null : this.#expiry(now) };
    if (!(await store.succeed(sync, this.#owner, result, times))) throw new AppError("EDIT_CONFLICT");
    await access.forget(row);
    await this.#tidy(row, result, filesBefore);
  }

  async #readRemote({ row, connection, config, running }: SyncJob): Promise<SyncResult> {
    const { processes, workers, storage } = this.#needs;
    const { workspaceId, id: sourceId } = row;
    const worker = workers.forWorkspace(workspaceId);
    const target = { workspaceId, sourceId, connector: connection.connector, config, worker };
    const opened = await processes.open(target, running.signal);
    running.report({ phase: "read" });
    try {
      const { catalog, values, digest } = await readRemote(opened, running.signal);
      const rowCount = catalog.tables.reduce((sum, table) => sum + (table.rowCount ?? 0), 0);
      running.report({ phase: "index", tables: catalog.tables.length, rows: rowCount });
      const isSame = row.version !== "" && digest === connection.contentDigest;
      const version = isSame ? null : uuid();
      if (version !== null) await storage.writeCatalog(refOf(row), version, { catalog, values });
      const difference = catalogDifference(await this.#catalogBefore(row), catalog);
      return { version, digest, tableCount: catalog.tables.length, rowCount, bytes: 0, files: null, difference };
    } finally {
      await opened.close();
    }
  }

  async #pull({ row, connection, config, running }: SyncJob): Promise<SyncResult> {
    const { processes, storage } = this.#needs;
    const staging = await storage.stage();
    try {
      running.report({ phase: "read" });
      const target = { workspaceId: row.workspaceId, connector: connection.connector, config, folder: staging };
      const pulled = await processes.pull(target, (rows) => running.report({ rows }), running.signal);
      const files = await pulledFiles(pulled);
      if (files.length === 0) throw new AppError("FILE_EMPTY", { message: "The source sent no rows." });
      const digest = digestOf(files);
      const isSame = row.version !== "" && digest === connection.contentDigest;
      if (isSame) return unchanged(row, digest);
      const built = await buildVersion(this.#needs.workers.forWorkspace(row.workspaceId), storage, {
        ref: refOf(row),
        kept: [],
        toParse: files,
        staging,
        timeoutMs: PARSE_TIMEOUT_MS,
        onProgress: ({ phase, table }) => running.report({ phase, ...(table === undefined ? {} : { table }) }),
        signal: running.signal,
      });
      const { catalog } = built.described;
      return {
        version: built.version,
        digest,
        tableCount: catalog.tables.length,
        rowCount: catalog.tables.reduce((sum, table) => sum + (table.rowCount ?? 0), 0),
        bytes: files.reduce((sum, file) => sum + file.bytes, 0),
        files: built.files,
        difference: catalogDifference(await this.#catalogBefore(row), catalog),
      };
    } finally {
      await storage.removeStaged(staging);
    }
  }

  async #catalogBefore(row: SourceRow): Promise<Catalog | null> {
    if (row.version === "") return null;
    return (await this.#needs.storage.readCatalog(refOf(row), row.version)).catalog;
  }

  /** The version before stays, for questions that are still running on it; older ones go. */
  async #tidy(row: SourceRow, result: SyncResult, filesBefore: readonly SourceFileRow[]): Promise<void> {
    const { version, files } = result;
    const { storage, store } = this.#needs;
    await store.forgetOld(row.id, KEPT_HISTORY);
    if (version === null) return;
    await storage.removeLeftovers(refOf(row), {
      originals: new Set((files ?? []).map((file) => file.id)),
      tables: new Set([...(files ?? []), ...filesBefore].map((file) => file.parseId)),
      versions: new Set([version, row.version]),
    });
  }

  async #recordFailure(row: SourceRow, sync: Pick<SyncRow, "id" | "sourceId">, error: unknown): Promise<AppError> {
    const { store, connections, log, access } = this.#needs;
    if (!isAppError(error)) log.error({ err: error, sourceId: row.id }, "a sync failed");
    const known = isAppError(error) ? error : new AppError("INTERNAL_ERROR", { cause: error });
    const now = this.#now();
    const connection = await connections.find(row);
    const failure: SyncFailure = {
      status: NEEDS_A_PERSON.has(known.code) ? "disconnected" : "error",
      code: known.code,
      message:
        known.code === "SOURCE_SECRET_REQUIRED" ? KEY_IS_LOST : [known.message, known.hint ?? ""].join(" ").trim(),
    };
    await store.fail(sync, this.#owner, failure, { now, next: nextAfter(now, connection) });
    await access.forget(row);
    return known;
  }

  #expiry(now: Date): Date {
    return new Date(now.getTime() + this.#needs.lifetimeMs);
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

interface SyncJob {
  readonly row: SourceRow;
  readonly connection: ConnectionRow;
  readonly config: unknown;
  readonly running: RunningSync;
}

const KEY_IS_LOST = "The stored password or key cannot be read any more. Enter it again to reconnect.";

const unchanged = (row: SourceRow, digest: string): SyncResult => ({
  version: null,
  digest,
  tableCount: row.tableCount,
  rowCount: row.rowCount,
  bytes: row.bytes,
  files: null,
  difference: { tablesAdded: 0, tablesRemoved: 0, tablesChanged: 0 },
});

const nextAfter = (now: Date, connection: ConnectionRow | undefined): Date | null =>
  connection?.syncEveryMinutes == null ? null : new Date(now.getTime() + connection.syncEveryMinutes * MINUTE_MS);

const stopped = (cause: unknown): AppError =>
  new AppError("REQUEST_CANCELLED", { message: "The sync was stopped.", cause });
