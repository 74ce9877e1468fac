import type { Catalog, KnowledgeBody, WorkspaceKnowledge } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { describedCatalog, findFaults, type KnowledgeNote, keyOf, toEngine, toNotes } from "@parlance/knowledge";
import { speaksOf } from "../governing/speaks-of.ts";
import type { KnowledgeRow, KnowledgeStore } from "../resources/knowledge/store.ts";
import type { OpenSource } from "../resources/sources/source-access.ts";
import { LruMap } from "../storage/lru-map.ts";
import { inCombination, type SourcePart } from "./of-members.ts";

/** What a workspace's people have written down about a source, as what reads questions makes use of it. */
export interface SourceKnowledge {
  /** Changes with every change; part of the key of whatever is made from it. Null where nothing was written down. */
  readonly stamp: string | null;
  /** The catalog in the team's words, without what they hide: for prompts, search and suggestions. */
  readonly described: Catalog;
  readonly notes: readonly KnowledgeNote[];
}

/** Makes the engine's source know what a team has taught. */
export type Teach = (prepared: PreparedSource, knowledge: WorkspaceKnowledge) => Promise<PreparedSource>;

export interface KnowingNeeds {
  readonly store: Pick<KnowledgeStore, "stamp" | "approved">;
  readonly teach: Teach;
  /** How many places stay compiled in memory. */
  readonly capacity: number;
}

type Known = Pick<OpenSource, "prepared" | "knowledge">;

export const nothingKnown = (catalog: Catalog): SourceKnowledge => ({ stamp: null, described: catalog, notes: [] });

/**
 * Puts a workspace's knowledge into a source that is about to be asked. The stamp is read for every question, which
 * makes a change count from the next question on, on every instance; the rest is made again only when it changed.
 */
export class Knowing {
  readonly #needs: KnowingNeeds;
  readonly #known: LruMap<Promise<Known>>;

  constructor(needs: KnowingNeeds) {
    this.#needs = needs;
    this.#known = new LruMap(needs.capacity);
  }

  async apply(source: OpenSource, workspaceId: string): Promise<OpenSource> {
    const stamp = await this.#stamp(source, workspaceId);
    if (stamp === undefined) return source;
    const key = `${workspaceId} ${source.sourceId}@${source.version}#${stamp} ${source.governed.shape}`;
    const known = this.#known.get(key) ?? this.#compile(source, workspaceId, stamp);
    this.#known.set(key, known);
    // A failure must not be remembered: the next question tries again.
    known.catch(() => this.#known.delete(key));
    return { ...source, ...(await known) };
  }

  /** The engine's source as if one more thing were written down, in the place of what is in force about the same. */
  async supposing(source: OpenSource, workspaceId: string, body: KnowledgeBody): Promise<PreparedSource> {
    const rows = await this.#usable(source, workspaceId);
    const key = keyOf(body);
    const bodies = [...rows.map((row) => row.body).filter((one) => keyOf(one) !== key), body];
    return this.#needs.teach(source.prepared, toEngine(bodies));
  }

  /** The source as its people speak of it, but for the answers they have verified: those are what it is tested on. */
  async withoutVerified(source: OpenSource, workspaceId: string): Promise<OpenSource> {
    const rows = await this.#usable(source, workspaceId);
    const others = rows.filter(({ body }) => body.kind !== "verified");
    return { ...source, ...(await this.#knownBy(source, others, "without verified answers")) };
  }

  /** Undefined where nothing was written down about the source nor, where it is a combination, about its members. */
  async #stamp({ sourceId, parts = [] }: OpenSource, workspaceId: string): Promise<string | undefined> {
    const ids = [sourceId, ...parts.map((part) => part.sourceId)];
    const stamps = await Promise.all(ids.map((id) => this.#needs.store.stamp({ workspaceId, sourceId: id })));
    return stamps.every((stamp) => stamp === undefined) ? undefined : stamps.map((stamp) => stamp ?? "").join(" ");
  }

  /** What is said of a combination comes before what is said of the same thing with a member. */
  async #usable(source: OpenSource, workspaceId: string): Promise<readonly KnowledgeRow[]> {
    const { sourceId, parts = [] } = source;
    const own = await this.#needs.store.approved({ workspaceId, sourceId });
    const carried = await Promise.all(parts.map((part) => this.#carried(part, workspaceId)));
    const taken = new Set<string>();
    return [...own, ...carried.flat()].filter((row) => {
      const key = keyOf(row.body);
      if (taken.has(key) || !isUsable(row, source)) return false;
      taken.add(key);
      return true;
    });
  }

  async #carried(part: SourcePart, workspaceId: string): Promise<readonly KnowledgeRow[]> {
    const rows = await this.#needs.store.approved({ workspaceId, sourceId: part.sourceId });
    return rows.flatMap((row) => {
      const body = inCombination(row.body, part);
      return body === undefined ? [] : [{ ...row, body }];
    });
  }

  async #compile(source: OpenSource, workspaceId: string, stamp: string): Promise<Known> {
    return this.#knownBy(source, await this.#usable(source, workspaceId), stamp);
  }

  async #knownBy(source: OpenSource, rows: readonly KnowledgeRow[], stamp: string): Promise<Known> {
    const bodies = rows.map((row) => row.body);
    return {
      prepared: await this.#needs.teach(source.prepared, toEngine(bodies)),
      knowledge: {
        stamp,
        described: describedCatalog(source.catalog, bodies),
        notes: toNotes(rows),
      },
    };
  }
}

/** What names something that is gone, or that this person may not see, stays written down and is not used. */
const isUsable = (row: Pick<KnowledgeRow, "body" | "fault">, { catalog, governed }: OpenSource): boolean =>
  row.fault === null && findFaults(row.body, catalog).length === 0 && !speaksOf(row.body, governed.unspoken);
