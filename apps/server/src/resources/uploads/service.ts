import { createHash } from "node:crypto";
import {
  AppError,
  type Clock,
  type FileJob,
  type FileReader,
  isAppError,
  type ParseOptions,
  type QueryWorkerPool,
} from "@parlance/core";
import { v7 as uuid } from "uuid";
import { isUniqueViolation } from "../../database/unique-violation.ts";
import type { StorageQuota } from "../../limiting/storage-quota.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { SourceRef, SourceStorage } from "../../storage/source-storage.ts";
import type { SourceWithCatalog } from "../../wire/source.ts";
import { assertCanChange } from "../sources/policy.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import { refOf } from "../sources/source-access.ts";
import type { NewSource, SnapshotRow, SourceFileRow, SourceRow, SourceStore } from "../sources/store.ts";
import { toSource } from "../sources/to-wire.ts";
import type { WorkspaceStore } from "../workspaces/store.ts";
import { type BuiltVersion, buildVersionWith, type FileToParse } from "./build-version.ts";
import { KeyedLock } from "./keyed-lock.ts";
import { ownedKey } from "./policy.ts";
import { type ReceivedForm, type ReceiveRequest, receiveForm } from "./receive.ts";
import { Rehearsals } from "./rehearsals.ts";
import type { UploadProgress } from "./schema.ts";
import type { SourceChange, UploadStore } from "./store.ts";
import type { UploadBoard } from "./upload-board.ts";

/** Where the files go: a new source of the caller's workspace, or a source that exists. */
export type UploadTarget =
  | { readonly kind: "new"; readonly workspaceId: string }
  | { readonly kind: "existing"; readonly sourceId: string };

export interface UploadRequest {
  readonly target: UploadTarget;
  readonly key: string | undefined;
  readonly parts: ReceiveRequest["parts"];
  /** Content-Length, for the progress bar; 0 when unknown. */
  readonly expectedBytes: number;
  /** Aborts when the sender goes away. */
  readonly signal: AbortSignal;
}

export interface UploadServiceNeeds {
  readonly clock: Clock;
  readonly store: UploadStore;
  readonly sources: SourceStore;
  readonly storage: SourceStorage;
  readonly access: SourceAccess;
  readonly workers: QueryWorkerPool;
  readonly board: UploadBoard;
  readonly quota: StorageQuota;
  readonly maxBytes: number;
  readonly lifetimeMs: number;
  readonly workspaces: Pick<WorkspaceStore, "expiryIn">;
}

/** What a form adds to its files at most: names, options and boundaries. */
const FORM_BYTES = 1024 * 1024;

/** Reading one file may take this long: 2 GB of CSV need about half a minute on two cores. */
const PARSE_TIMEOUT_MS = 15 * 60_000;

const APPENDED = "Rows were added to this file, so it cannot be read again as it was received. Replace it instead.";

type Outcome = { readonly fingerprint: string; readonly body: SourceWithCatalog };

export class UploadService {
  readonly #needs: UploadServiceNeeds;
  readonly #running = new Map<string, Promise<Outcome>>();
  readonly #perSource = new KeyedLock();
  readonly #rehearsals = new Rehearsals();

  constructor(needs: UploadServiceNeeds) {
    this.#needs = needs;
  }

  /** All or nothing: an error leaves no row, no file and no acknowledgement behind. */
  async upload(identity: Identity, request: UploadRequest): Promise<SourceWithCatalog> {
    await this.#assertAllowed(identity, request.target);
    const key = request.key === undefined ? null : ownedKey(identity.workspaceId, request.key);
    const first =
      key === null ? undefined : (this.#running.get(key) ?? (await this.#acknowledged(identity, request.key ?? "")));
    // The lookup above waited; a request that came at the same time may have started since.
    const running = first ?? (key === null ? undefined : this.#running.get(key));
    if (running !== undefined) return this.#replay(Promise.resolve(running), request);
    const outcome = this.#receiveAndBuild(identity, request, key);
    if (key !== null) {
      this.#running.set(key, outcome);
      const forget = (): boolean => this.#running.delete(key);
      outcome.then(forget, forget);
    }
    return (await outcome).body;
  }

  /** Reads a file of the source again, with other options. */
  async reparse(
    identity: Identity,
    sourceId: string,
    fileId: string,
    options: ParseOptions,
    signal: AbortSignal,
  ): Promise<SourceWithCatalog> {
    return this.#perSource.run(sourceId, async () => {
      const row = await this.#changeable(identity, sourceId);
      const files = await this.#needs.sources.filesOf([sourceId]);
      const file = files.find((candidate) => candidate.id === fileId);
      if (file === undefined) throw new AppError("FILE_NOT_FOUND");
      if (file.isAppended) throw new AppError("FILE_REJECTED", { message: APPENDED });
      return this.#staged(async (staging) => {
        const again: FileToParse = {
          fileId: uuid(),
          path: `${staging}/0`,
          name: file.name,
          bytes: file.bytes,
          sha256: file.sha256,
          options: { ...file.parsed, ...options },
          kept: Promise.resolve(),
        };
        await this.#needs.storage.linkOriginal(refOf(row), originalOf(file), again.path);
        const kept = files.filter((candidate) => candidate !== file);
        const work = { staging, signal, onProgress: () => undefined };
        const built = await this.#reading(refOf(row).workspaceId, (reader) =>
          this.#build(refOf(row), { kept, toParse: [again], reader, ...work }),
        );
        return this.#commit({ built, name: row.name, from: row, ref: refOf(row), acknowledgement: null });
      });
    });
  }

  watch(identity: Identity, key: string, listener: (progress: UploadProgress) => void): () => void {
    return this.#needs.board.watch(ownedKey(identity.workspaceId, key), listener);
  }

  cancel(identity: Identity, key: string): void {
    if (!this.#needs.board.cancel(ownedKey(identity.workspaceId, key))) throw new AppError("UPLOAD_NOT_FOUND");
  }

  async #receiveAndBuild(identity: Identity, request: UploadRequest, key: string | null): Promise<Outcome> {
    const cancelled = new AbortController();
    const signal = AbortSignal.any([request.signal, cancelled.signal]);
    const publish = key === null ? () => undefined : this.#needs.board.start(key, () => cancelled.abort());
    let last: UploadProgress = { phase: "receive", bytesDone: 0, bytesTotal: request.expectedBytes, rows: 0 };
    const onProgress = (progress: UploadProgress): void => {
      last = progress;
      publish(progress);
    };
    try {
      const { quota, maxBytes } = this.#needs;
      const room = await quota.roomFor(identity.workspaceId);
      if (request.expectedBytes > room + FORM_BYTES) throw await quota.reached(identity.workspaceId);
      const outcome = await this.#staged(async (staging) => {
        const onBytes = (bytesDone: number) => onProgress({ ...last, bytesDone });
        // A sender who went away while nobody was reading would be waited for without end.
        signal.throwIfAborted();
        return this.#reading(identity.workspaceId, async (reader) => {
          const form = await this.#rehearsals.during(reader, (onHead) =>
            receiveForm({
              parts: request.parts,
              folder: staging,
              maxBytes: Math.min(maxBytes, room),
              ...(room < maxBytes ? { tooMuch: () => quota.reached(identity.workspaceId) } : {}),
              signal,
              onBytes,
              onHead,
            }),
          );
          return this.#buildFrom(identity, request, form, { reader, staging, signal, onProgress });
        });
      });
      publish({ ...last, phase: "done" });
      return outcome;
    } catch (error) {
      publish({ ...last, phase: "failed" });
      throw signal.aborted && !isAppError(error) ? new AppError("REQUEST_CANCELLED", { cause: error }) : error;
    }
  }

  /** One process for a request's files, from their first megabytes to their description; started when there is work. */
  async #reading<T>(workspaceId: string, work: (reader: FileJob) => Promise<T>): Promise<T> {
    const reader = this.#needs.workers.forWorkspace(workspaceId).openFiles();
    return work(reader).finally(() => reader.close());
  }

  #buildFrom(identity: Identity, request: UploadRequest, form: ReceivedForm, work: Work): Promise<Outcome> {
    const { target } = request;
    const ref = { workspaceId: identity.workspaceId, sourceId: target.kind === "new" ? uuid() : target.sourceId };
    const fingerprint = fingerprintOf(target, form);
    const toParse = form.files.map(
      (file): FileToParse => ({ ...file, path: file.path ?? "", fileId: uuid(), options: form.options }),
    );
    return this.#perSource.run(ref.sourceId, async () => {
      const from = target.kind === "new" ? null : await this.#changeable(identity, target.sourceId);
      const kept = from === null ? [] : await this.#needs.sources.filesOf([from.id]);
      const built = await this.#build(ref, { kept, toParse, ...work });
      const name = form.name ?? from?.name ?? nameFrom(form);
      const acknowledgement = request.key === undefined ? null : { key: request.key, fingerprint };
      return { fingerprint, body: await this.#commit({ built, name, from, ref, acknowledgement }) };
    });
  }

  async #build(
    ref: SourceRef,
    {
      reader,
      ...request
    }: Work & {
      readonly kept: readonly SourceFileRow[];
      readonly toParse: readonly FileToParse[];
    },
  ): Promise<BuiltVersion> {
    const { storage } = this.#needs;
    return buildVersionWith(reader, storage, { ref, timeoutMs: PARSE_TIMEOUT_MS, ...request }).catch(
      async (error: unknown) => {
        await this.#removeLeftovers(ref);
        throw error;
      },
    );
  }

  async #commit(change: {
    readonly built: BuiltVersion;
    readonly name: string;
    readonly from: SourceRow | null;
    readonly ref: SourceRef;
    readonly acknowledgement: { readonly key: string; readonly fingerprint: string } | null;
  }): Promise<SourceWithCatalog> {
    const { built, from, ref, acknowledgement } = change;
    const now = new Date(this.#needs.clock.now());
    const row: SourceRow = {
      id: ref.sourceId,
      workspaceId: ref.workspaceId,
      name: change.name,
      kind: "files",
      dialect: "duckdb",
      status: "connected",
      statusReason: null,
      version: built.version,
      tableCount: built.described.catalog.tables.length,
      rowCount: built.described.catalog.tables.reduce((sum, table) => sum + (table.rowCount ?? 0), 0),
      bytes: built.files.reduce((sum, file) => sum + file.bytes, 0),
      revision: (from?.revision ?? 0) + 1,
      sendsKeys: from?.sendsKeys ?? true,
      createdAt: from?.createdAt ?? now,
      updatedAt: now,
      expiresAt:
        from === null
          ? await this.#needs.workspaces.expiryIn(ref.workspaceId, now, this.#needs.lifetimeMs)
          : from.expiresAt,
    };
    const source = toSource(row, { files: built.files });
    const isCommitted = await this.#committed(
      ref,
      {
        source: row satisfies NewSource,
        fromRevision: from?.revision ?? null,
        files: built.files,
        acknowledgement: acknowledgement === null ? null : { ...acknowledgement, source },
      },
      now,
    );
    if (!isCommitted) {
      await this.#removeLeftovers(ref);
      throw new AppError("EDIT_CONFLICT");
    }
    if (from !== null) await this.#needs.access.forget(row);
    return { source, catalog: built.described.catalog };
  }

  async #committed(ref: SourceRef, change: SourceChange, now: Date): Promise<boolean> {
    try {
      return await this.#needs.store.commit(change, now);
    } catch (error) {
      await this.#removeLeftovers(ref);
      // The same request, answered by another instance at this moment; asked again, its answer is there.
      if (isUniqueViolation(error)) throw new AppError("IDEMPOTENCY_IN_PROGRESS", { cause: error });
      throw error;
    }
  }

  /** Brings a source's folder back to what its row names; without a row the folder goes. */
  async #removeLeftovers(ref: SourceRef): Promise<void> {
    const { sources, storage, clock } = this.#needs;
    const row = await sources.find(ref.sourceId, new Date(clock.now()));
    if (row === undefined) return storage.remove(ref);
    await storage.removeLeftovers(
      ref,
      liveParts(row, await sources.filesOf([row.id]), await sources.snapshotOf(row.id)),
    );
  }

  /** Reads the repeated request to its end, checks that it is the same one, and gives the first one's answer. */
  async #replay(running: Promise<Outcome>, request: UploadRequest): Promise<SourceWithCatalog> {
    const form = await receiveForm({
      parts: request.parts,
      folder: null,
      maxBytes: this.#needs.maxBytes,
      signal: request.signal,
      onBytes: () => undefined,
    });
    const outcome = await running.catch((error: unknown) => {
      // The first request was cut off; this one's bytes are already read, so its sender has to send them again.
      if (isAppError(error) && error.code === "REQUEST_CANCELLED")
        throw new AppError("IDEMPOTENCY_IN_PROGRESS", { cause: error });
      throw error;
    });
    if (outcome.fingerprint !== fingerprintOf(request.target, form)) throw new AppError("IDEMPOTENCY_MISMATCH");
    return outcome.body;
  }

  async #acknowledged(identity: Identity, key: string): Promise<Outcome | undefined> {
    const known = await this.#needs.store.acknowledged(identity.workspaceId, key);
    if (known === undefined) return undefined;
    const row = await this.#needs.sources.find(known.source.id, new Date(this.#needs.clock.now()));
    if (row === undefined) throw new AppError("SOURCE_NOT_FOUND");
    const catalog = await this.#needs.access.catalogFor(row, identity);
    return { fingerprint: known.fingerprint, body: { source: known.source, catalog } };
  }

  async #assertAllowed(identity: Identity, target: UploadTarget): Promise<void> {
    if (target.kind === "existing") await this.#changeable(identity, target.sourceId);
  }

  async #changeable(identity: Identity, sourceId: string): Promise<SourceRow> {
    const row = await this.#needs.sources.find(sourceId, new Date(this.#needs.clock.now()));
    assertCanChange(identity, row);
    // Its answer tells of every table of the source.
    if (await this.#needs.access.isLimitedFor(row, identity)) throw new AppError("SOURCE_SEEN_IN_PART");
    return row;
  }

  async #staged<T>(work: (staging: string) => Promise<T>): Promise<T> {
    const staging = await this.#needs.storage.stage();
    return work(staging).finally(() => this.#needs.storage.removeStaged(staging));
  }
}

interface Work {
  readonly reader: FileReader;
  readonly staging: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: UploadProgress) => void;
}

/** What a source's folder must keep: its present version, and the one before while a change can be undone. */
export function liveParts(row: Pick<SourceRow, "version">, files: readonly SourceFileRow[], snapshot?: SnapshotRow) {
  const all = [...files, ...(snapshot?.files ?? [])];
  return {
    originals: new Set(all.map(originalOf)),
    tables: new Set(all.map((file) => file.parseId)),
    versions: new Set([row.version, ...(snapshot === undefined ? [] : [snapshot.version])]),
  };
}

/** Name under which a file is kept as it was received. */
export const originalOf = (file: Pick<SourceFileRow, "id" | "originalId">): string => file.originalId ?? file.id;

function fingerprintOf(target: UploadTarget, form: ReceivedForm): string {
  const files = form.files.map(({ name, sha256 }) => ({ name, sha256 }));
  return createHash("sha256")
    .update(JSON.stringify({ target, name: form.name ?? null, options: form.options, files }))
    .digest("hex");
}

/** "orders.csv" becomes "orders"; several files are named after the first. */
function nameFrom(form: ReceivedForm): string {
  const [first] = form.files;
  const stem = (first?.name ?? "").replace(/\.[^.]*$/, "");
  const rest = form.files.length - 1;
  return (stem || "My file") + (rest > 0 ? ` and ${rest} more` : "");
}
