import { AppError, type Clock, type KnowledgeBody } from "@parlance/core";
import { compareKnowledge, type KnowledgeChange, type ReadEntry, readYaml, writeYaml } from "@parlance/knowledge";
import { type CheckNeeds, checkEntry } from "../../knowing/check-entry.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { ImportAnswer } from "./exchange-schema.ts";
import { isFor, type KnowledgeService, MAX_ENTRIES, type Taught } from "./service.ts";
import type { KnowledgeRevision, KnowledgeStore } from "./store.ts";

export interface ExchangeNeeds extends CheckNeeds {
  readonly clock: Clock;
  readonly store: KnowledgeStore;
  readonly knowledge: Pick<KnowledgeService, "open">;
}

export interface ImportRequest {
  readonly yaml: string;
  readonly isApplied: boolean;
  /** The ETag of the export the file was made from; absent: whatever the state is. */
  readonly ifMatch: string | undefined;
  readonly signal: AbortSignal;
}

/** What is in force, out as one file and in again. Suggestions and what was rejected stay where they are. */
export class KnowledgeExchange {
  readonly #needs: ExchangeNeeds;

  constructor(needs: ExchangeNeeds) {
    this.#needs = needs;
  }

  async export(identity: Identity, sourceId: string): Promise<{ readonly yaml: string; readonly etag: string }> {
    const { place, source } = await this.#needs.knowledge.open(identity, sourceId);
    const stamp = await this.#needs.store.stamp(place);
    const rows = (await this.#needs.store.approved(place)).filter((row) => isFor(row, source));
    return { yaml: writeYaml(rows.map((row) => row.body)), etag: etagOf(stamp) };
  }

  async import(identity: Identity, sourceId: string, request: ImportRequest): Promise<ImportAnswer> {
    const taught = await this.#needs.knowledge.open(identity, sourceId);
    const { store } = this.#needs;
    const stamp = await store.stamp(taught.place);
    if (request.ifMatch !== undefined && request.ifMatch !== etagOf(stamp)) throw new AppError("EDIT_CONFLICT");
    const { entries, problems } = readYaml(request.yaml);
    if (problems.length > 0) return { isApplied: false, changes: [], problems: [...problems] };
    const changes = compareKnowledge(
      // What somebody does not see they cannot mean to remove.
      (await store.approved(taught.place)).filter((row) => isFor(row, taught.source)),
      entries.map((entry) => entry.body),
    );
    const unfit = await this.#unfit(changes, entries, taught, request.signal);
    const answer = { changes: changes.map(toWire), problems: unfit };
    if (!request.isApplied || unfit.length > 0) return { ...answer, isApplied: false };
    if (entries.length > MAX_ENTRIES) throw new AppError("KNOWLEDGE_FULL");
    const now = new Date(this.#needs.clock.now());
    const done = await store.revise(taught.place, toRevision(changes), stamp, now, identity.userId);
    if (done === "conflict") throw new AppError("EDIT_CONFLICT");
    return { ...answer, isApplied: true };
  }

  /** Only what would change is held against the source; the rest was when it was written down. */
  async #unfit(
    changes: readonly KnowledgeChange[],
    entries: readonly ReadEntry[],
    { source }: Taught,
    signal: AbortSignal,
  ): Promise<ImportAnswer["problems"]> {
    const problems: ImportAnswer["problems"] = [];
    const lines = new Map(entries.map((entry) => [entry.body, entry]));
    for (const change of changes) {
      if (change.change === "removed") continue;
      const { faults } = await checkEntry(change.after, source, this.#needs, signal);
      const at = lines.get(change.after);
      for (const { message } of faults) problems.push({ field: at?.field ?? "", line: at?.line ?? 0, message });
    }
    return problems;
  }
}

const etagOf = (stamp: string | undefined): string => `"${stamp ?? "none"}"`;

const toWire = (change: KnowledgeChange): ImportAnswer["changes"][number] => ({
  change: change.change,
  before: change.change === "added" ? null : change.before,
  after: change.change === "removed" ? null : change.after,
});

function toRevision(changes: readonly KnowledgeChange[]): KnowledgeRevision {
  const added: KnowledgeBody[] = [];
  const changed: { id: string; body: KnowledgeBody }[] = [];
  const removed: string[] = [];
  for (const change of changes) {
    if (change.change === "added") added.push(change.after);
    else if (change.change === "changed") changed.push({ id: change.id, body: change.after });
    else removed.push(change.id);
  }
  return { added, changed, removed };
}
