import { AppError, type Catalog, type Clock, findTable } from "@parlance/core";
import { v7 as uuid } from "uuid";
import type { AppliesTo, DataRule } from "../../governing/data-rule.ts";
import { showsOthers } from "../../governing/seen-through.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertHolds } from "../ask/policy.ts";
import { assertCanRead } from "../sources/policy.ts";
import type { Versioned } from "../sources/service.ts";
import type { SourceAccess } from "../sources/source-access.ts";
import type { SourceRow, SourceStore } from "../sources/store.ts";
import { hashingFault } from "./hashing-fault.ts";
import { keptViews, viewsThrough } from "./kept-views.ts";
import { assertCanRule } from "./policy.ts";
import type {
  CheckedRule,
  DataRuleBody,
  DataRuleCheck,
  DataRuleCreate,
  DataRuleList,
  DataRulePatch,
  OwnRestrictionsBody,
} from "./schema.ts";
import type { DataRuleRow, DataRuleStore } from "./store.ts";
import { checked, etagOf, toDataRule } from "./to-wire.ts";

export interface DataRuleServiceNeeds {
  readonly clock: Clock;
  readonly store: DataRuleStore;
  readonly sources: Pick<SourceStore, "find">;
  readonly access: Pick<SourceAccess, "wholeCatalog" | "openPlainFor">;
}

/** More than anybody keeps in mind; every one of them is read for every question. */
const MAX_RULES = 500;

/** Rules of sources. A change counts from the next request on: nothing that they decide is kept longer than one. */
export class DataRuleService {
  readonly #needs: DataRuleServiceNeeds;

  constructor(needs: DataRuleServiceNeeds) {
    this.#needs = needs;
  }

  async list(identity: Identity, sourceId: string): Promise<DataRuleList> {
    const { catalog, source } = await this.#open(identity, sourceId);
    const rows = await this.#needs.store.of(sourceId);
    return {
      items: rows.map((row) => toDataRule(row, catalog)),
      nextCursor: null,
      keptViews: keptViews(rows, source.workspaceId, catalog),
    };
  }

  async read(identity: Identity, sourceId: string, id: string): Promise<Versioned<DataRuleBody>> {
    const { catalog } = await this.#open(identity, sourceId);
    return versioned(await this.#existing(sourceId, id), catalog);
  }

  async create(identity: Identity, sourceId: string, body: DataRuleCreate): Promise<Versioned<DataRuleBody>> {
    const { source, catalog } = await this.#open(identity, sourceId);
    const rule = { tableName: body.table, body: body.rule, appliesTo: body.appliesTo };
    await this.#assertSound(rule, source, catalog);
    if ((await this.#needs.store.count(sourceId)) >= MAX_RULES) throw new AppError("DATA_RULES_FULL");
    const now = this.#now();
    const row: DataRuleRow = {
      ...rule,
      id: uuid(),
      workspaceId: source.workspaceId,
      sourceId,
      note: body.note,
      revision: 1,
      createdBy: identity.principal,
      createdAt: now,
      updatedAt: now,
    };
    await this.#needs.store.add(row);
    return versioned(row, catalog);
  }

  /** `ifMatch` absent means: whatever the state is. */
  async change(
    identity: Identity,
    sourceId: string,
    id: string,
    patch: DataRulePatch,
    ifMatch: string | undefined,
  ): Promise<Versioned<DataRuleBody>> {
    const { source, catalog } = await this.#open(identity, sourceId);
    const row = await this.#matching(sourceId, id, ifMatch);
    const rule = {
      tableName: patch.table ?? row.tableName,
      body: patch.rule ?? row.body,
      appliesTo: patch.appliesTo ?? row.appliesTo,
    };
    await this.#assertSound(rule, source, catalog, row.appliesTo);
    const changed = await this.#needs.store.change(row, { ...rule, note: patch.note ?? row.note }, this.#now());
    if (changed === undefined) throw new AppError("EDIT_CONFLICT");
    return versioned(changed, catalog);
  }

  async remove(identity: Identity, sourceId: string, id: string, ifMatch: string | undefined): Promise<void> {
    await this.#open(identity, sourceId);
    const row = await this.#matching(sourceId, id, ifMatch);
    if (!(await this.#needs.store.remove(row))) throw new AppError("EDIT_CONFLICT");
  }

  /** What is wrong with a rule while it is being written; nothing is kept. */
  async check(identity: Identity, sourceId: string, { table, rule }: DataRuleCheck): Promise<CheckedRule> {
    const { catalog } = await this.#open(identity, sourceId);
    const made = { tableName: table, body: rule };
    const { fault, ...others } = checked(made, catalog);
    return { ...others, fault: fault ?? hashingFault(rule, catalog), keptViews: [...viewsThrough(made, catalog)] };
  }

  /** What rules keep from whoever asks; of what is hidden, nothing is said. */
  async own(identity: Identity, sourceId: string): Promise<OwnRestrictionsBody> {
    const row = await this.#needs.sources.find(sourceId, this.#now());
    assertCanRead(identity, row);
    assertHolds(row);
    const { governed } = await this.#needs.access.openPlainFor(row, identity);
    return {
      limits: governed.limits.map((limit) => ({ ...limit, maskedColumns: [...limit.maskedColumns] })),
      withheld: [...governed.withheld],
      missing: [...governed.missing],
    };
  }

  async #open(
    identity: Identity,
    sourceId: string,
  ): Promise<{ readonly source: SourceRow; readonly catalog: Catalog }> {
    const source = await this.#needs.sources.find(sourceId, this.#now());
    assertCanRule(identity, source);
    assertHolds(source);
    return { source, catalog: await this.#needs.access.wholeCatalog(source) };
  }

  async #assertSound(rule: DataRule, source: SourceRow, catalog: Catalog, before?: AppliesTo): Promise<void> {
    const fault = checked(rule, catalog).fault ?? hashingFault(rule.body, catalog);
    if (fault !== null) throw new AppError("DATA_RULE_INVALID", { message: fault.message, details: { fault } });
    if (rule.body.kind === "open" && !isView(rule.tableName, catalog))
      throw new AppError("DATA_RULE_INVALID", { message: "Only a view can be opened: a table shows its own rows." });
    if (rule.appliesTo.kind === "some" && rule.appliesTo.roles.length + rule.appliesTo.members.length === 0)
      throw new AppError("DATA_RULE_INVALID", { message: "Say whom the rule is about: roles, members, or everyone." });
    const known = before === undefined ? [] : namedBy(before);
    for (const userId of namedBy(rule.appliesTo)) {
      if (known.includes(userId)) continue;
      if ((await this.#needs.store.reader(source.workspaceId, userId)) === undefined)
        throw new AppError("DATA_RULE_INVALID", { message: "One of the members named is not in this workspace." });
    }
  }

  async #existing(sourceId: string, id: string): Promise<DataRuleRow> {
    const row = await this.#needs.store.find(sourceId, id);
    if (row === undefined) throw new AppError("DATA_RULE_NOT_FOUND");
    return row;
  }

  async #matching(sourceId: string, id: string, ifMatch: string | undefined): Promise<DataRuleRow> {
    const row = await this.#existing(sourceId, id);
    if (ifMatch !== undefined && ifMatch !== etagOf(row)) throw new AppError("EDIT_CONFLICT");
    return row;
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

function isView(name: string, catalog: Catalog): boolean {
  const table = findTable(catalog, name);
  return table !== undefined && showsOthers(table);
}

const namedBy = (to: AppliesTo): readonly string[] => (to.kind === "everyone" ? to.except : to.members);

const versioned = (row: DataRuleRow, catalog: Catalog): Versioned<DataRuleBody> => ({
  body: toDataRule(row, catalog),
  etag: etagOf(row),
});
