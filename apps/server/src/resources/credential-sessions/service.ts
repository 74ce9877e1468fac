import { AppError, type Clock, type QueryWorkerPool } from "@parlance/core";
import type { FastifyBaseLogger, FastifyRequest } from "fastify";
import { v7 as uuid } from "uuid";
import type { IdentityResolver } from "../../accounts/identity-resolver.ts";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Settings } from "../../configuration/settings.ts";
import type { Credentials } from "../../connecting/credentials.ts";
import type { KnownConnectors } from "../../connecting/known-connectors.ts";
import { type SessionSources, sessionPart } from "../../connecting/session-sources.ts";
import type { SourceProcesses } from "../../connecting/source-processes.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { SharedState } from "../../sharing/shared-state.ts";
import type { StoredCatalog } from "../../storage/source-storage.ts";
import { readRemote } from "../../syncing/read-remote.ts";
import type { Source } from "../../wire/source.ts";
import type { SourceRow } from "../sources/store.ts";
import { toSource } from "../sources/to-wire.ts";
import { RIGHTS } from "./policy.ts";
import type { CredentialSessionCreate } from "./schema.ts";
import type { KnownSession, SessionRecord, SessionVault } from "./session-vault.ts";

export interface CredentialSessionsNeeds {
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "error">;
  readonly settings: Pick<Settings, "current">;
  readonly vault: SessionVault;
  readonly sources: SessionSources;
  readonly connectors: KnownConnectors;
  readonly credentials: Credentials;
  readonly processes: SourceProcesses;
  readonly workers: QueryWorkerPool;
  readonly shared: SharedState;
  readonly audit: AuditTrail;
  /** Whether nobody but this machine can be asking. */
  readonly isOnlyThisMachine: (request: FastifyRequest) => boolean;
  /** Closes what this instance has open of a source, and forgets what it has kept. */
  readonly forget: (row: SourceRow) => Promise<void>;
}

export interface BegunCredentialSession {
  readonly id: string;
  readonly expiresAt: string;
  readonly source: Source;
}

const HOUR_MS = 3_600_000;
export const SESSION_MS = 8 * HOUR_MS;
export const SWEEP_EVERY_MS = 5 * 60_000;
const OPEN_WITHIN_MS = 60_000;
const ENDED = "credential-sessions.ended";

/** Sessions of people who have nothing here but the credentials of a database. */
export class CredentialSessions {
  readonly #needs: CredentialSessionsNeeds;
  /** Where the session of a held source is in the vault. */
  readonly #keys = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(needs: CredentialSessionsNeeds) {
    this.#needs = needs;
    needs.shared.channel.subscribe(ENDED, ({ sourceId }) => void this.#dropHere(String(sourceId)));
    needs.shared.channel.onMissed(() => void this.sweep());
  }

  isAllowed(request: FastifyRequest): boolean {
    const { credentialSessions } = this.#needs.settings.current();
    if (credentialSessions !== "auto") return credentialSessions === "allowed";
    return this.#needs.isOnlyThisMachine(request);
  }

  /** Opens the database, reads what is in it, and keeps the credentials until the session ends. */
  async begin(
    body: CredentialSessionCreate,
    request: FastifyRequest,
    signal: AbortSignal,
  ): Promise<BegunCredentialSession> {
    if (!this.isAllowed(request)) throw new AppError("CREDENTIAL_SESSIONS_OFF");
    const { clock, connectors, credentials, vault, audit } = this.#needs;
    const known = connectors.find(body.connector);
    if (known.connector.reach !== "remote") throw new AppError("CREDENTIAL_SESSION_CONNECTOR");
    const { whole: config } = credentials.complete(known, body.config, null);
    const now = clock.now();
    const place = { sourceId: sessionPart(uuid()), workspaceId: sessionPart(uuid()) };
    const { catalog, values } = await this.#look({ ...place, connector: body.connector, config }, signal);
    const record: SessionRecord = {
      ...place,
      connector: body.connector,
      name: known.connector.label,
      dialect: known.connector.dialect,
      version: uuid(),
      tableCount: catalog.tables.length,
      rowCount: catalog.tables.reduce((sum, table) => sum + (table.rowCount ?? 0), 0),
      config,
      createdAtMs: now,
      expiresAtMs: now + SESSION_MS,
    };
    const { id, key } = await vault.put(record, SESSION_MS);
    const row = this.#hold({ ...record, key }, { catalog: { ...catalog, version: record.version }, values });
    const detail = { connector: body.connector };
    audit.record({ action: "credentialSession.begin", identity: null, outcome: "done", detail, address: request.ip });
    return { id, expiresAt: new Date(record.expiresAtMs).toISOString(), source: toSource(row, { files: [] }) };
  }

  /** The session's identity. Errors: AUTH_EXPIRED. */
  async identify(id: string): Promise<Identity> {
    const session = await this.#needs.vault.find(id, this.#needs.clock.now());
    if (session === undefined) throw new AppError("AUTH_EXPIRED");
    this.#hold(session);
    return identityOf(session);
  }

  async current({ sessionId = "" }: Identity): Promise<Omit<BegunCredentialSession, "id">> {
    const session = await this.#needs.vault.findByKey(sessionId, this.#needs.clock.now());
    if (session === undefined) throw new AppError("AUTH_EXPIRED");
    const row = this.#hold(session);
    return { expiresAt: new Date(session.expiresAtMs).toISOString(), source: toSource(row, { files: [] }) };
  }

  /** Everywhere, at once. */
  async end(identity: Identity): Promise<void> {
    const { vault, shared, audit, clock } = this.#needs;
    const key = identity.sessionId ?? "";
    const session = await vault.findByKey(key, clock.now());
    await vault.remove(key);
    if (session === undefined) return;
    audit.record({ action: "credentialSession.end", identity, outcome: "done" });
    await this.#dropHere(session.sourceId);
    await shared.channel.publish(ENDED, { sourceId: session.sourceId });
  }

  async outdated(identities: readonly Identity[]): Promise<ReadonlySet<Identity>> {
    const { vault, clock } = this.#needs;
    const mine = identities.filter(({ kind }) => kind === "credentials");
    const found = await Promise.all(mine.map(({ sessionId = "" }) => vault.findByKey(sessionId, clock.now())));
    return new Set(mine.filter((_identity, index) => found[index] === undefined));
  }

  start(): void {
    this.#timer = setInterval(() => void this.sweep(), SWEEP_EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
  }

  /** Ids of the sources that this instance has something of. */
  held(): readonly string[] {
    return this.#needs.sources.all().map(({ id }) => id);
  }

  /** Lets go of what belongs to sessions that are over: by time, or because the store they were in has lost them. */
  async sweep(): Promise<void> {
    const { sources, clock, vault, log } = this.#needs;
    for (const row of sources.all()) {
      const key = this.#keys.get(row.id) ?? "";
      try {
        if ((await vault.findByKey(key, clock.now())) === undefined) await this.#dropHere(row.id);
      } catch (error) {
        // The store cannot be reached; the time can still be read.
        if (row.expiresAt !== null && row.expiresAt.getTime() <= clock.now()) await this.#dropHere(row.id);
        log.error({ err: error }, "looking for ended database sessions failed");
      }
    }
  }

  #hold(session: KnownSession, contents?: StoredCatalog): SourceRow {
    const { connector, key } = session;
    const row = rowOf(session);
    this.#keys.set(row.id, key);
    this.#needs.sources.hold({ row, connector, config: () => this.#config(key) }, contents);
    return row;
  }

  async #config(key: string): Promise<SessionRecord["config"]> {
    const session = await this.#needs.vault.findByKey(key, this.#needs.clock.now());
    if (session === undefined) throw new AppError("AUTH_EXPIRED");
    return session.config;
  }

  async #look(
    target: { sourceId: string; workspaceId: string; connector: string; config: SessionRecord["config"] },
    signal: AbortSignal,
  ) {
    const { processes, workers } = this.#needs;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(OPEN_WITHIN_MS)]);
    try {
      const opened = await processes.open({ ...target, worker: workers.forWorkspace(target.workspaceId) }, limit);
      try {
        return await readRemote(opened, limit);
      } finally {
        await opened.close();
      }
    } catch (error) {
      await this.#release(target.workspaceId);
      throw error;
    }
  }

  async #dropHere(sourceId: string): Promise<void> {
    this.#keys.delete(sourceId);
    const row = this.#needs.sources.drop(sourceId);
    if (row === undefined) return;
    await this.#needs.forget(row);
    await this.#release(row.workspaceId);
  }

  /** The processes of a session are its own, and go with what they hold. */
  async #release(workspaceId: string): Promise<void> {
    await Promise.all([this.#needs.processes.release(workspaceId), this.#needs.workers.release(workspaceId)]);
  }
}

/** One that reads the header, and one that reads the cookie, since a signed-in person's session comes between the two. */
export const sessionResolver = (
  sessions: CredentialSessions,
  presented: (request: FastifyRequest) => string | undefined,
): IdentityResolver => ({
  async resolve(request) {
    const id = presented(request);
    return id === undefined ? null : sessions.identify(id);
  },
  outdated: (identities) => sessions.outdated(identities),
});

const identityOf = ({ key, workspaceId, sourceId }: KnownSession): Identity => ({
  kind: "credentials",
  workspaceId,
  principal: `session:${sourceId}`,
  role: "analyst",
  userId: null,
  isInstanceAdmin: false,
  scopes: RIGHTS,
  attributes: {},
  sessionId: key,
});

const rowOf = (session: KnownSession): SourceRow => ({
  id: session.sourceId,
  workspaceId: session.workspaceId,
  name: session.name,
  kind: "remote",
  dialect: session.dialect,
  status: "connected",
  statusReason: null,
  version: session.version,
  tableCount: session.tableCount,
  rowCount: session.rowCount,
  bytes: 0,
  revision: 1,
  createdAt: new Date(session.createdAtMs),
  updatedAt: new Date(session.createdAtMs),
  expiresAt: new Date(session.expiresAtMs),
  sendsKeys: true,
});
