import type { Catalog, ColumnValues, Restrictions } from "@parlance/core";
import { policyForCatalog } from "@parlance/sql";
import type { OpenSource, Prepare } from "../resources/sources/source-access.ts";
import type { SourceRow } from "../resources/sources/store.ts";
import { LruMap } from "../storage/lru-map.ts";
import { type DataRule, isSubject, type Reader } from "./data-rule.ts";
import { type Governed, governedBy, UNGOVERNED } from "./governed.ts";
import { restrictSource } from "./restrict-source.ts";
import { restrictionsOf } from "./restrictions-of.ts";

export interface GoverningNeeds {
  readonly rules: {
    of(sourceId: string): Promise<readonly DataRule[]>;
    areAnyIn(workspaceId: string): Promise<boolean>;
  };
  /** The secret that hashes of a workspace are keyed with. */
  readonly hashKeys: { of(workspaceId: string): Promise<string> };
  readonly prepare: Prepare;
  /** How many restricted sources stay prepared in memory. */
  readonly capacity: number;
}

type RuledSource = Pick<SourceRow, "id" | "kind" | "workspaceId">;
type Prepared = Pick<OpenSource, "catalog" | "values" | "prepared">;

/** What of a source one person sees. */
export interface OwnView {
  readonly governed: Governed;
  readonly restrictions: Restrictions;
}

/**
 * Narrows sources to what their rules let somebody see. Rules are read for every request, so that a change counts from
 * the next one on, on every instance; what the engine makes of a restricted catalog is kept for all who share its shape.
 */
export class Governing {
  readonly #needs: GoverningNeeds;
  readonly #prepared: LruMap<Promise<Prepared>>;

  constructor(needs: GoverningNeeds) {
    this.#needs = needs;
    this.#prepared = new LruMap(needs.capacity);
  }

  /** The source as this person may see it; itself where no rule is about them. */
  async restrict(whole: OpenSource, row: RuledSource, reader: Reader): Promise<OpenSource> {
    return this.restrictBy(await this.#rulesFor(row, reader), whole, row, reader);
  }

  async restrictBy(
    rules: readonly DataRule[],
    whole: OpenSource,
    row: RuledSource,
    reader: Reader,
  ): Promise<OpenSource> {
    const view = await this.#view(rules, whole.catalog, row, reader);
    if (view === null) return whole;
    const { governed, restrictions } = view;
    const seen = await this.#prepare(whole, view);
    return { ...whole, ...seen, policy: { ...policyForCatalog(seen.catalog), restrictions }, governed };
  }

  /** The catalog as this person may see it, without opening anything. */
  async restrictCatalog(catalog: Catalog, row: RuledSource, reader: Reader): Promise<Catalog> {
    const view = await this.#view(await this.#rulesFor(row, reader), catalog, row, reader);
    // The very same: who asks can tell that nothing was kept back.
    if (view === null) return catalog;
    return restrictSource({ catalog, values: [] }, view.restrictions, view.governed.withheld).catalog;
  }

  /** How this person's view of a source differs from the whole, without making it; the catalog is read where needed. */
  async governed(row: RuledSource, reader: Reader, catalog: () => Promise<Catalog>): Promise<Governed> {
    const rules = await this.#rulesFor(row, reader);
    if (rules.length === 0) return UNGOVERNED;
    return (await this.#view(rules, await catalog(), row, reader))?.governed ?? UNGOVERNED;
  }

  /** Whether a rule is about this person and source. */
  async isLimited(row: RuledSource, reader: Reader): Promise<boolean> {
    return (await this.#rulesFor(row, reader)).some(
      ({ body, appliesTo }) => body.kind !== "open" && isSubject(reader, appliesTo),
    );
  }

  /** Whether any source of their workspace has rules; most have none, and lists need not look further. */
  async areAnyRules({ kind, workspaceId }: Reader): Promise<boolean> {
    return kind !== "anonymous" && (await this.#needs.rules.areAnyIn(workspaceId));
  }

  async #rulesFor({ id, kind }: RuledSource, reader: Reader): Promise<readonly DataRule[]> {
    // A browser without an account is alone in its workspace, and demo data is everybody's: there are no rules.
    if (reader.kind === "anonymous" || kind === "demo") return [];
    return this.#needs.rules.of(id);
  }

  async #view(
    rules: readonly DataRule[],
    catalog: Catalog,
    { workspaceId }: RuledSource,
    reader: Reader,
  ): Promise<OwnView | null> {
    if (rules.length === 0) return null;
    const own = restrictionsOf(rules, reader, catalog);
    if (own.tables.length === 0 && own.withheld.length === 0) return null;
    const isHashing = own.tables.some(({ columns }) => Object.values(columns).some(({ kind }) => kind === "hash"));
    const hashKey = isHashing ? await this.#needs.hashKeys.of(workspaceId) : "";
    return { governed: governedBy(own), restrictions: { tables: own.tables, hashKey } };
  }

  #prepare(whole: OpenSource, { governed, restrictions }: OwnView): Promise<Prepared> {
    const key = `${whole.sourceId}@${whole.version} ${governed.shape}`;
    const known = this.#prepared.get(key);
    if (known !== undefined) return known;
    const seen = restrictSource(whole, restrictions, governed.withheld);
    const preparing = this.#prepareSeen(seen);
    this.#prepared.set(key, preparing);
    // A failure must not be remembered: the next request tries again.
    preparing.catch(() => this.#prepared.delete(key));
    return preparing;
  }

  async #prepareSeen(seen: { readonly catalog: Catalog; readonly values: readonly ColumnValues[] }): Promise<Prepared> {
    return { ...seen, prepared: await this.#needs.prepare(seen.catalog, seen.values) };
  }
}
