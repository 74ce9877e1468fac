import { AppError, type Clock, cellToJson, findTable, frameRows, type RunLimits } from "@parlance/core";
import type { DataRule, Reader } from "../../governing/data-rule.ts";
import type { Governing } from "../../governing/governing.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertHolds } from "../ask/policy.ts";
import { previewSql } from "../catalog/preview-sql.ts";
import type { OpenSource, SourceAccess } from "../sources/source-access.ts";
import type { SourceRow, SourceStore } from "../sources/store.ts";
import { assertCanRule } from "./policy.ts";
import type { Previewed, RulePreview } from "./schema.ts";
import type { DataRuleStore } from "./store.ts";
import { checked } from "./to-wire.ts";

export interface RulePreviewNeeds {
  readonly clock: Clock;
  readonly store: DataRuleStore;
  readonly sources: Pick<SourceStore, "find">;
  readonly access: Pick<SourceAccess, "openWhole">;
  readonly governing: Pick<Governing, "restrictBy">;
  readonly limits: RunLimits;
}

const ROWS = 20;

/** A source as somebody else would see it, for those who may change the rules and so could look for themselves. */
export class RulePreviewService {
  readonly #needs: RulePreviewNeeds;

  constructor(needs: RulePreviewNeeds) {
    this.#needs = needs;
  }

  async preview(identity: Identity, sourceId: string, asked: RulePreview, signal: AbortSignal): Promise<Previewed> {
    const { access, governing, sources, clock } = this.#needs;
    const row = await sources.find(sourceId, new Date(clock.now()));
    assertCanRule(identity, row);
    assertHolds(row);
    const reader = await this.#readerOf(row, asked);
    const whole = await access.openWhole(row);
    const seen = await governing.restrictBy(await this.#rules(sourceId, asked, whole), whole, row, reader);
    return {
      tables: seen.catalog.tables.map(({ name, columns }) => ({
        name,
        hasFewerRows: seen.governed.limits.some(({ table, hasFewerRows }) => table === name && hasFewerRows),
        columns: columns.map(({ name: column, type, masking }) => ({
          name: column,
          type,
          ...(masking === undefined ? {} : { masking }),
        })),
        hidden: hiddenOf(name, whole, seen),
      })),
      withheld: [...seen.governed.withheld],
      missing: [...seen.governed.missing],
      rows: await this.#rows(seen, asked.table, signal),
    };
  }

  async #readerOf({ workspaceId }: SourceRow, { as }: RulePreview): Promise<Reader> {
    if (as.kind === "role") {
      const attributes = { ...as.attributes, role: as.role };
      return { kind: "user", workspaceId, userId: null, role: as.role, attributes };
    }
    const reader = await this.#needs.store.reader(workspaceId, as.userId);
    if (reader === undefined) throw new AppError("MEMBER_NOT_FOUND");
    return reader;
  }

  async #rules(sourceId: string, { draft, replaces }: RulePreview, whole: OpenSource): Promise<readonly DataRule[]> {
    const kept = (await this.#needs.store.of(sourceId)).filter(({ id }) => id !== replaces);
    if (draft === undefined) return kept;
    const rule = { tableName: draft.table, body: draft.rule, appliesTo: draft.appliesTo };
    const { fault } = checked(rule, whole.catalog);
    if (fault !== null) throw new AppError("DATA_RULE_INVALID", { message: fault.message, details: { fault } });
    return [...kept, rule];
  }

  async #rows(seen: OpenSource, name: string | undefined, signal: AbortSignal): Promise<Previewed["rows"]> {
    const { catalog, policy, connection } = seen;
    const table = name === undefined ? catalog.tables[0] : findTable(catalog, name);
    if (table === undefined || table.columns.length === 0) return null;
    const statement = { sql: previewSql(catalog, table, ROWS), policy, limits: this.#needs.limits };
    const stream = await connection.stream(statement, signal);
    const rows = [];
    for await (const frame of stream.frames) rows.push(...frameRows(frame).map((cells) => cells.map(cellToJson)));
    return { table: table.name, columns: [...stream.columns], rows };
  }
}

function hiddenOf(table: string, whole: OpenSource, seen: OpenSource): string[] {
  const shown = new Set(findTable(seen.catalog, table)?.columns.map(({ name }) => name));
  return (findTable(whole.catalog, table)?.columns ?? []).flatMap(({ name }) => (shown.has(name) ? [] : [name]));
}
