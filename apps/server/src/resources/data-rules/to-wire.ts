import { attributesOfRule, type Catalog, columnsOfRule } from "@parlance/core";
import type { DataRule } from "../../governing/data-rule.ts";
import { settleRule } from "../../governing/restrictions-of.ts";
import type { CheckedRule, DataRuleBody } from "./schema.ts";
import type { DataRuleRow } from "./store.ts";

export const etagOf = ({ revision }: Pick<DataRuleRow, "revision">): string => `"${revision}"`;

export function toDataRule(row: DataRuleRow, catalog: Catalog): DataRuleBody {
  const { fault, attributes } = checked(row, catalog);
  return {
    id: row.id,
    sourceId: row.sourceId,
    table: row.tableName,
    rule: row.body,
    appliesTo: row.appliesTo,
    note: row.note,
    fault,
    attributes,
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** A rule held against the catalog as it is now. */
export function checked(rule: Pick<DataRule, "tableName" | "body">, catalog: Catalog): Omit<CheckedRule, "keptViews"> {
  const settled = settleRule(rule, catalog);
  if (settled.kind === "broken") return { fault: { ...settled.fault }, attributes: [], columns: [] };
  if (settled.kind === "open") return { fault: null, attributes: [], columns: [] };
  if (settled.kind === "column") return { fault: null, attributes: [], columns: [settled.column.name] };
  const { condition } = settled;
  return { fault: null, attributes: [...attributesOfRule(condition)], columns: [...columnsOfRule(condition)] };
}
