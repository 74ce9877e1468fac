import { AppError, type Clock, type ProbeStep } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { ConfigValues } from "../../connecting/config-fields.ts";
import type { CompleteConfig, ConnectionRow, Credentials } from "../../connecting/credentials.ts";
import type { KnownConnector, KnownConnectors } from "../../connecting/known-connectors.ts";
import type { SourceProcesses } from "../../connecting/source-processes.ts";
import type { Identity } from "../../plugins/identity.ts";
import { keyedDigest } from "../../secrets/envelope.ts";
import type { Keyring } from "../../secrets/keyring.ts";
import type { SyncRunner } from "../../syncing/sync-runner.ts";
import type { Source } from "../../wire/source.ts";
import type { GoogleConsentService } from "../google-consents/service.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import type { SourceRow, SourceStore } from "../sources/store.ts";
import { toSource } from "../sources/to-wire.ts";
import type { UploadStore } from "../uploads/store.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";
import { assertCanChangeConnection } from "./policy.ts";
import type { ConnectionChange, ConnectionCreate, ConnectionTestBody } from "./schema.ts";
import type { ConnectionEdit, ConnectionStore } from "./store.ts";

export interface ConnectionServiceNeeds {
  readonly clock: Clock;
  readonly store: ConnectionStore;
  readonly sources: SourceStore;
  readonly acknowledgements: Pick<UploadStore, "acknowledged">;
  readonly connectors: KnownConnectors;
  readonly credentials: Credentials;
  readonly consents: GoogleConsentService;
  readonly keys: Keyring;
  readonly processes: SourceProcesses;
  readonly runner: SyncRunner;
  readonly access: SourceAccess;
  readonly lifetimeMs: number;
  readonly workspaces: Pick<WorkspaceStore, "expiryIn">;
}

const MINUTE_MS = 60_000;

/** What can be changed of every source. */
interface SourceFacts {
  readonly name?: string | undefined;
  readonly sendsKeys?: boolean | undefined;
}

export class ConnectionService {
  readonly #needs: ConnectionServiceNeeds;

  constructor(needs: ConnectionServiceNeeds) {
    this.#needs = needs;
  }

  /** Tries settings without saving anything; answers with the last state of each step. */
  async test(
    identity: Identity,
    body: ConnectionTestBody,
    report: (step: ProbeStep) => void,
    signal: AbortSignal,
  ): Promise<ProbeStep[]> {
    const known = this.#needs.connectors.find(body.connector);
    const kept = body.sourceId === undefined ? null : await this.#kept(identity, body.sourceId);
    const typed = await this.#needs.consents.fill(identity.workspaceId, known.schema, body.config);
    const { whole } = this.#needs.credentials.complete(known, typed, kept);
    const steps = new Map<string, ProbeStep>();
    await this.#needs.processes.probe(
      { workspaceId: identity.workspaceId, connector: body.connector, config: whole },
      (step) => {
        steps.set(step.id, step);
        report(step);
      },
      signal,
    );
    return [...steps.values()];
  }

  /** Saves a connection and starts its first sync; `status` tells how that goes. */
  async create(workspaceId: string, body: ConnectionCreate, key: string | undefined): Promise<Source> {
    const fingerprint = keyedDigest(JSON.stringify({ ...body, workspaceId }), this.#needs.keys);
    const before = await this.#acknowledged(workspaceId, key, fingerprint);
    if (before !== null) return before;
    const known = this.#needs.connectors.find(body.connector);
    const typed = await this.#needs.consents.fill(workspaceId, known.schema, body.config);
    const config = this.#needs.credentials.complete(known, typed, null);
    const now = this.#now();
    if (await this.#needs.store.isNameTaken(workspaceId, body.name, now))
      return this.#firstOrTaken(workspaceId, key, fingerprint);
    const source = await this.#newSource(workspaceId, body.name, known, now);
    const connection = this.#newConnection(source, body, config);
    const wire = toSource(source, { files: [], connection });
    const acknowledgement = key === undefined ? null : { key, fingerprint, source: wire };
    if ((await this.#needs.store.create({ source, connection, acknowledgement }, now)) === "conflict")
      return this.#firstOrTaken(workspaceId, key, fingerprint);
    this.#needs.runner.sync(source, "created");
    return wire;
  }

  /** Renames, reconnects, reschedules; the caller has checked that the source may be changed and at which revision. */
  async edit(row: SourceRow, change: ConnectionChange & SourceFacts): Promise<void> {
    const { store, credentials, runner, access } = this.#needs;
    const now = this.#now();
    const isConnected = row.kind === "remote" || row.kind === "synced";
    if (!isConnected && (change.config !== undefined || change.syncEveryMinutes !== undefined)) {
      throw new AppError("SOURCE_NOT_SYNCED", { message: "This source has no connection to change." });
    }
    if (change.name !== undefined && (await store.isNameTaken(row.workspaceId, change.name, now, row.id))) {
      throw new AppError("SOURCE_NAME_TAKEN");
    }
    const connection = isConnected ? await store.find(row) : undefined;
    const sealed =
      change.config === undefined || connection === undefined
        ? undefined
        : credentials.seal(connection, await this.#changed(connection, change.config));
    const edit: ConnectionEdit = {
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.sendsKeys === undefined ? {} : { sendsKeys: change.sendsKeys }),
      ...(sealed === undefined ? {} : { sealed }),
      ...(change.syncEveryMinutes === undefined ? {} : { schedule: scheduleOf(change.syncEveryMinutes, now) }),
    };
    const outcome = await store.edit(row, edit, now);
    if (outcome === "stale") throw new AppError("EDIT_CONFLICT");
    if (outcome === "name-taken") throw new AppError("SOURCE_NAME_TAKEN");
    await access.forget(row);
    if (sealed === undefined) return;
    // A sync under way still uses the settings before.
    await runner.stop(row.id);
    runner.sync(row, "person");
  }

  async #changed(connection: ConnectionRow, change: ConfigValues): Promise<CompleteConfig> {
    const known = this.#needs.connectors.find(connection.connector);
    const typed = await this.#needs.consents.fill(connection.workspaceId, known.schema, change);
    return this.#needs.credentials.complete(known, typed, connection);
  }

  async #kept(identity: Identity, sourceId: string): Promise<ConnectionRow | null> {
    const row = await this.#needs.sources.find(sourceId, this.#now());
    assertCanChangeConnection(identity, row);
    return (await this.#needs.store.find(row)) ?? null;
  }

  /** A name or key is taken: by the same request, sent twice at once, which gets the same answer, or by another one. */
  async #firstOrTaken(workspaceId: string, key: string | undefined, fingerprint: string): Promise<Source> {
    const first = await this.#acknowledged(workspaceId, key, fingerprint);
    if (first === null) throw new AppError("SOURCE_NAME_TAKEN");
    return first;
  }

  async #acknowledged(workspaceId: string, key: string | undefined, fingerprint: string): Promise<Source | null> {
    if (key === undefined) return null;
    const known = await this.#needs.acknowledgements.acknowledged(workspaceId, key);
    if (known === undefined) return null;
    if (known.fingerprint !== fingerprint) throw new AppError("IDEMPOTENCY_MISMATCH");
    return known.source;
  }

  async #newSource(workspaceId: string, name: string, { connector }: KnownConnector, now: Date): Promise<SourceRow> {
    return {
      id: uuid(),
      workspaceId,
      name,
      kind: connector.reach,
      dialect: connector.dialect,
      status: "syncing",
      statusReason: null,
      version: "",
      tableCount: 0,
      rowCount: 0,
      bytes: 0,
      revision: 1,
      createdAt: now,
      updatedAt: now,
      expiresAt: await this.#needs.workspaces.expiryIn(workspaceId, now, this.#needs.lifetimeMs),
      sendsKeys: true,
    };
  }

  #newConnection(source: SourceRow, body: ConnectionCreate, config: CompleteConfig): ConnectionRow {
    const place = { sourceId: source.id, workspaceId: source.workspaceId };
    return {
      ...place,
      connector: body.connector,
      ...this.#needs.credentials.seal(place, config),
      syncEveryMinutes: body.syncEveryMinutes ?? null,
      nextSyncAt: null,
      syncedAt: null,
      contentDigest: null,
      claimedBy: null,
      claimedUntil: null,
    };
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const scheduleOf = (minutes: number | null, now: Date) => ({
  syncEveryMinutes: minutes,
  nextSyncAt: minutes === null ? null : new Date(now.getTime() + minutes * MINUTE_MS),
});
