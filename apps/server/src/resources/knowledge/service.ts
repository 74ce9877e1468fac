import { createHash } from "node:crypto";
import { AppError, type Clock, type KnowledgeBody } from "@parlance/core";
import { isGoverned } from "../../governing/governed.ts";
import { speaksOf } from "../../governing/speaks-of.ts";
import { tellsValues } from "../../governing/tells-values.ts";
import { assertSound, type CheckNeeds, checkAgain, checkEntry } from "../../knowing/check-entry.ts";
import type { EngineTrial, TrialReading } from "../../knowing/engine-trial.ts";
import type { Knowing } from "../../knowing/knowing.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { Versioned } from "../sources/service.ts";
import type { OpenSource, SourceAccess } from "../sources/source-access.ts";
import { assertCanTeach } from "./policy.ts";
import type { Entry, EntryCreate, EntryList, EntryPatch, EntryTry, ListQuery, TryAnswer } from "./schema.ts";
import type { KnowledgeEdit, KnowledgePlace, KnowledgeRow, KnowledgeStore } from "./store.ts";
import { etagOf, toEntry } from "./to-wire.ts";

export interface KnowledgeServiceNeeds extends CheckNeeds {
  readonly clock: Clock;
  readonly store: KnowledgeStore;
  readonly access: SourceAccess;
  readonly knowing: Pick<Knowing, "apply" | "supposing">;
  readonly trial: EngineTrial;
}

/** More than a team ever writes by hand; a limit on what one workspace can make every question carry. */
export const MAX_ENTRIES = 5_000;

/** A source, and whose knowledge about it is meant. */
export interface Taught {
  readonly source: OpenSource;
  readonly place: KnowledgePlace;
}

export class KnowledgeService {
  readonly #needs: KnowledgeServiceNeeds;

  constructor(needs: KnowledgeServiceNeeds) {
    this.#needs = needs;
  }

  async list(identity: Identity, sourceId: string, query: ListQuery, signal: AbortSignal): Promise<EntryList> {
    const { source, place } = await this.open(identity, sourceId);
    const { store } = this.#needs;
    await this.#lookOver(place, source, signal);
    const rows = await store.list(place, query, { after: query.cursor ?? "", limit: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const items = page.filter((row) => isFor(row, source));
    const names = await store.namesOf(items);
    const counts = { proposed: 0, approved: 0, rejected: 0 };
    for (const { status, count } of await store.counts(place)) counts[status] = count;
    return {
      items: items.map((row) => toEntry(row, source.catalog, names)),
      nextCursor: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
      counts,
    };
  }

  async read(identity: Identity, sourceId: string, id: string): Promise<Versioned<Entry>> {
    const { source, place } = await this.open(identity, sourceId);
    return this.#versioned(await this.#existing(place, id, source), source);
  }

  async create(
    identity: Identity,
    sourceId: string,
    { body, status, note, replace }: EntryCreate,
    key: string | undefined,
    signal: AbortSignal,
  ): Promise<Versioned<Entry>> {
    const { source, place } = await this.open(identity, sourceId);
    const request = key === undefined ? null : { key, fingerprint: fingerprintOf(sourceId, body, status) };
    const before = await this.#acknowledged(place, request);
    if (before !== undefined) return this.#versioned(before, source);
    assertSound(await checkEntry(body, source, this.#needs, signal));
    if ((await this.#needs.store.count(place)) >= MAX_ENTRIES) throw new AppError("KNOWLEDGE_FULL");
    const alike = status === "approved" ? await this.#needs.store.alike(place, body) : [];
    // The same request may have been answered while this one was checked: what is in its way then is its own entry.
    const meanwhile = await this.#acknowledged(place, request);
    if (meanwhile !== undefined) return this.#versioned(meanwhile, source);
    const replaced = inTheWay(alike, replace);
    const now = this.#now();
    const entry = {
      body,
      status,
      origin: "person" as const,
      note: note ?? null,
      checkedVersion: source.version,
      request,
      by: identity.userId,
    };
    const made = await this.#needs.store.add(place, entry, now, replaced);
    if (made !== "conflict") return this.#versioned(made, source);
    // The same request, sent twice at once, or another one that was quicker.
    const first = await this.#acknowledged(place, request);
    if (first === undefined) throw new AppError("KNOWLEDGE_EXISTS");
    return this.#versioned(first, source);
  }

  /** `ifMatch` absent means: whatever the state is. */
  async change(
    identity: Identity,
    sourceId: string,
    id: string,
    { replace, ...patch }: EntryPatch,
    ifMatch: string | undefined,
    signal: AbortSignal,
  ): Promise<Versioned<Entry>> {
    const { source, place } = await this.open(identity, sourceId);
    const row = await this.#existing(place, id, source);
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) throw new AppError("EDIT_CONFLICT");
    const body = patch.body ?? row.body;
    const status = patch.status ?? row.status;
    const isNewInForce = status === "approved" && (patch.body !== undefined || row.status !== "approved");
    if (isNewInForce || patch.body !== undefined) assertSound(await checkEntry(body, source, this.#needs, signal));
    const alike = isNewInForce ? await this.#needs.store.alike(place, body) : [];
    const replaced = inTheWay(
      alike.filter(({ id }) => id !== row.id),
      replace,
    );
    const edit: KnowledgeEdit = {
      ...(patch.body === undefined ? {} : { body }),
      ...(patch.status === undefined ? {} : { status, decidedBy: identity.userId }),
      ...(patch.note === undefined ? {} : { note: patch.note }),
      ...(isNewInForce ? { checkedVersion: source.version, fault: null } : {}),
    };
    const changed = await this.#needs.store.edit(place, row, edit, this.#now(), replaced);
    if (changed === "stale") throw new AppError("EDIT_CONFLICT");
    if (changed === "conflict") throw new AppError("KNOWLEDGE_EXISTS");
    return this.#versioned(changed, source);
  }

  async remove(identity: Identity, sourceId: string, id: string, ifMatch: string | undefined): Promise<void> {
    const { place, source } = await this.open(identity, sourceId);
    const row = await this.#existing(place, id, source);
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) throw new AppError("EDIT_CONFLICT");
    await this.#needs.store.remove(place, id, this.#now());
  }

  /** What writing something down would do; nothing is kept. */
  async try(
    identity: Identity,
    sourceId: string,
    { body, question }: EntryTry,
    signal: AbortSignal,
  ): Promise<TryAnswer> {
    const { source, place } = await this.open(identity, sourceId);
    const { faults, ...found } = await checkEntry(body, source, this.#needs, signal);
    const asked = question ?? (body.kind === "verified" ? body.question : undefined);
    const nothing = { before: null, after: null };
    const effect = asked === undefined || faults.length > 0 ? nothing : await this.#effect(asked, body, source, place);
    return { faults: [...faults], ...found, ...effect };
  }

  async #effect(
    question: string,
    body: KnowledgeBody,
    source: OpenSource,
    { workspaceId }: KnowledgePlace,
  ): Promise<Pick<TryAnswer, "before" | "after">> {
    const { clock, knowing, trial } = this.#needs;
    const asked = { question, now: clock.now(), timeZone: "UTC" };
    const now = await knowing.apply(source, workspaceId);
    const [before, after] = await Promise.all([
      trial.read(asked, now.prepared),
      trial.read(asked, await knowing.supposing(source, workspaceId, body)),
    ]);
    return { before: toWireReading(before), after: toWireReading(after) };
  }

  async open(identity: Identity, sourceId: string): Promise<Taught> {
    const row = await this.#needs.access.find(sourceId, this.#now());
    assertCanTeach(identity, row);
    return {
      source: await this.#needs.access.openPlainFor(row, identity),
      place: { workspaceId: identity.workspaceId, sourceId },
    };
  }

  async #versioned(row: KnowledgeRow, source: OpenSource): Promise<Versioned<Entry>> {
    const names = await this.#needs.store.namesOf([row]);
    return { body: toEntry(row, source.catalog, names), etag: etagOf(row) };
  }

  async #existing(place: KnowledgePlace, id: string, source: OpenSource): Promise<KnowledgeRow> {
    const row = await this.#needs.store.find(place, id);
    if (row === undefined || !isFor(row, source)) throw new AppError("KNOWLEDGE_NOT_FOUND");
    return row;
  }

  async #acknowledged(
    { workspaceId }: KnowledgePlace,
    request: { readonly key: string; readonly fingerprint: string } | null,
  ): Promise<KnowledgeRow | undefined> {
    if (request === null) return undefined;
    const row = await this.#needs.store.findRequest(workspaceId, request.key);
    if (row !== undefined && row.requestFingerprint !== request.fingerprint) throw new AppError("IDEMPOTENCY_MISMATCH");
    return row;
  }

  /** Verified statements are held against each new version of their source once. */
  async #lookOver(place: KnowledgePlace, source: OpenSource, signal: AbortSignal): Promise<void> {
    // Whoever sees a part cannot tell what holds of the whole.
    if (isGoverned(source.governed)) return;
    for (const row of await this.#needs.store.approved(place)) {
      if (row.body.kind !== "verified" || row.checkedVersion === source.version) continue;
      const checked = await checkAgain(row.body.sql, source, this.#needs, signal);
      if (checked !== null) await this.#needs.store.checked(place, row.id, source.version, checked.fault);
    }
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

/**
 * What people wrote about columns that the reader may not see as they are is not for the reader; nor is what was made of
 * questions of others, until somebody has approved it, where it could name values of rows that are kept back.
 */
export function isFor({ body, note, status, origin }: ForReader, { governed }: OpenSource): boolean {
  if (speaksOf([body, note], governed.unspoken)) return false;
  if (status !== "proposed" || origin === "person") return true;
  return body.kind !== "verified" || !tellsValues(body.sql, governed);
}

/** The id of what has to go out of force for something about the same thing, or null. Errors: KNOWLEDGE_EXISTS where it may not. */
function inTheWay(alike: readonly KnowledgeRow[], isReplacing: boolean): string | null {
  const inForce = alike.find((row) => row.status === "approved");
  if (inForce === undefined) return null;
  if (!isReplacing) throw new AppError("KNOWLEDGE_EXISTS", { details: { id: inForce.id, body: inForce.body } });
  return inForce.id;
}

type ForReader = Pick<KnowledgeRow, "body" | "note" | "status" | "origin">;

const toWireReading = ({ unusedWords, ...reading }: TrialReading) => ({ ...reading, unusedWords: [...unusedWords] });

const fingerprintOf = (...parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex");
