import { expect, test } from "vitest";
import { KnownSources } from "./known-sources.ts";
import type { SourceRow } from "./store.ts";

const NOW = new Date(1_000);
const rowOf = (version: string, expiresAt: Date | null = null): SourceRow => ({
  id: "a",
  workspaceId: "w",
  name: "A",
  kind: "files",
  dialect: "duckdb",
  status: "connected",
  sendsKeys: true,
  statusReason: null,
  version,
  tableCount: 1,
  rowCount: 1,
  bytes: 1,
  revision: 1,
  createdAt: NOW,
  updatedAt: NOW,
  expiresAt,
});

/** A table of one row, and a count of how often it was read. */
function tableOf(row: SourceRow) {
  const table = { row, reads: 0 };
  const find = async (): Promise<SourceRow> => {
    table.reads++;
    return table.row;
  };
  return { table, known: new KnownSources({ find }) };
}

test("a row is read once, until it changes", async () => {
  const { table, known } = tableOf(rowOf("1"));
  await known.find("a", NOW);
  expect((await known.find("a", NOW))?.version).toBe("1");
  expect(table.reads).toBe(1);
  table.row = rowOf("2");
  known.changed("a");
  expect((await known.find("a", NOW))?.version).toBe("2");
});

test("a row read while a change was committed is not kept", async () => {
  const { table, known } = tableOf(rowOf("1"));
  const reading = known.find("a", NOW);
  known.changed("a");
  await reading;
  table.row = rowOf("2");
  expect((await known.find("a", NOW))?.version).toBe("2");
});

test("an expired source is gone though its row is known", async () => {
  const { known } = tableOf(rowOf("1", new Date(2_000)));
  expect(await known.find("a", NOW)).toBeDefined();
  expect(await known.find("a", new Date(2_000))).toBeUndefined();
});
