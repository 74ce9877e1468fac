import type { Catalog } from "@parlance/core";
import { type Fault, findFaults } from "@parlance/knowledge";
import type { Entry } from "./schema.ts";
import type { KnowledgeRow } from "./store.ts";

export const toEntry = (row: KnowledgeRow, catalog: Catalog, names: ReadonlyMap<string, string>): Entry => ({
  id: row.id,
  status: row.status,
  origin: row.origin,
  body: row.body,
  note: row.note,
  faults: faultsOf(row, catalog),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  revision: row.revision,
  writtenBy: names.get(row.createdBy ?? "") ?? null,
  decidedBy: names.get(row.decidedBy ?? "") ?? null,
});

function faultsOf(row: Pick<KnowledgeRow, "body" | "fault">, catalog: Catalog): Fault[] {
  const faults = findFaults(row.body, catalog);
  return row.fault === null ? faults : [...faults, { field: "sql", message: row.fault }];
}

export const etagOf = (row: Pick<KnowledgeRow, "revision">): string => `"${row.revision}"`;
