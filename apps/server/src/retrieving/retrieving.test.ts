import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError, type Catalog, type Embedder, type Table } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import type { KnowledgeNote } from "@parlance/knowledge";
import { hashingEmbedder } from "@parlance/models";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { OpenDatabase } from "../database/database.ts";
import { sources, workspaces } from "../database/schema.ts";
import { openTestDatabase } from "../fixtures/test-database.ts";
import { UNGOVERNED } from "../governing/governed.ts";
import type { ChosenEmbedder } from "./chosen-embedder.ts";
import { DocumentStore } from "./document-store.ts";
import { Retrieving, type SearchedSource } from "./retrieving.ts";
import { SourceIndexer } from "./source-indexer.ts";

const folder = mkdtempSync(join(tmpdir(), "parlance-retrieving-"));
const clock = { now: () => Date.UTC(2026, 0, 15) };
const silent = { warn: () => undefined, error: () => undefined };
const WORKSPACE = "w1";
const SOURCE = "s1";
let database: OpenDatabase;

beforeAll(async () => {
  database = await openTestDatabase(folder);
  const now = new Date(clock.now());
  await database.db
    .insert(workspaces)
    .values({ id: WORKSPACE, name: "W", kind: "anonymous", description: "", createdAt: now });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await database.db.execute(sql`DELETE FROM sources`);
  const now = new Date(clock.now());
  const facts = { kind: "files", status: "connected", version: "v1", tableCount: 60, rowCount: 0, bytes: 0 } as const;
  await database.db
    .insert(sources)
    .values({ ...facts, id: SOURCE, workspaceId: WORKSPACE, name: "S", createdAt: now, updatedAt: now });
});

const table = (name: string, extra: readonly string[] = []): Table => ({
  name,
  kind: "table",
  columns: ["id", "label", ...Array.from({ length: 8 }, (_, i) => `${name}_fact_${i}`), ...extra].map((column) => ({
    name: column,
    type: { kind: "text", native: "text" },
    nullable: true,
    profile: {
      rows: 1,
      nulls: 0,
      distinct: 1,
      distinctIsExact: true,
      topValues: [{ value: "Secretstadt", count: 1 }],
    },
  })),
  primaryKey: ["id"],
  foreignKeys: [],
});

/** Too large to be told whole. */
const LARGE: Catalog = {
  dialect: "duckdb",
  version: "v1",
  tables: ["harbour", "vessel", ...Array.from({ length: 28 }, (_, i) => `ledger_${i}`)].map((name) => table(name)),
};

const NOTE: KnowledgeNote = {
  id: "n1",
  kind: "term",
  text: '"quayside" means the table harbour.',
  tables: ["harbour"],
};

const source = (
  catalog: Catalog,
  version = "v1",
  notes: readonly KnowledgeNote[] = [],
  stamp: string | null = null,
): SearchedSource => ({
  sourceId: SOURCE,
  version,
  prepared: prepareSource(catalog, []),
  governed: UNGOVERNED,
  knowledge: { stamp, described: catalog, notes },
});

/** Records what it is told. */
function recording(id = "recording/1"): { readonly embedder: Embedder; readonly told: string[] } {
  const told: string[] = [];
  const inner = hashingEmbedder();
  const embedder: Embedder = {
    id,
    dimension: inner.dimension,
    embed: (texts, purpose, signal) => {
      told.push(...texts);
      return inner.embed(texts, purpose, signal);
    },
  };
  return { embedder, told };
}

function parts(embedder: Embedder, isLocal = true) {
  const store = new DocumentStore(database);
  const indexer = new SourceIndexer({ clock, log: silent, store });
  const chosen: ChosenEmbedder = { embedder, isLocal };
  const retrieving = new Retrieving({ store, indexer, embedderFor: async () => chosen });
  const index = (indexed: SearchedSource, mayTellValues = isLocal): Promise<void> =>
    indexer.build({ source: indexed, workspaceId: WORKSPACE, embedder, mayTellValues });
  return { store, indexer, retrieving, index };
}

const count = async (from: "source_documents" | "document_vectors"): Promise<number> => {
  const { rows } = await database.db.execute<{ n: number }>(
    sql`SELECT count(*)::int AS n FROM ${sql.identifier(from)}`,
  );
  return Number(rows[0]?.n);
};

describe("an index in the database", () => {
  test("words alone find tables while it is being made, and vectors join them afterwards", async () => {
    const { retrieving, index } = parts(recording().embedder);
    const opened = source(LARGE);
    const before = await (await retrieving.retrieverFor(opened, "schema", WORKSPACE)).retrieve("vessels");
    await index(opened);
    const after = await (await retrieving.retrieverFor(opened, "schema", WORKSPACE)).retrieve("vessels");
    expect([before.embedder, after.embedder]).toEqual(["none", "recording/1"]);
    expect([before.tables[0]?.table, after.tables[0]?.table]).toEqual(["vessel", "vessel"]);
  });

  test("a source that is told whole has none", async () => {
    const small = { ...LARGE, tables: LARGE.tables.slice(0, 2) };
    const { embedder, told } = recording();
    const { retrieving } = parts(embedder);
    await (await retrieving.retrieverFor(source(small), "full", WORKSPACE)).retrieve("vessels");
    expect({ told, documents: await count("source_documents") }).toEqual({ told: [], documents: 0 });
  });

  test("at a new version only what changed is embedded again, and what is gone goes", async () => {
    const { embedder, told } = recording();
    const { index } = parts(embedder);
    await index(source(LARGE));
    const all = told.length;
    told.length = 0;
    const changed = LARGE.tables.slice(1).map((entry, i) => (i === 0 ? table("vessel", ["mast"]) : entry));
    await index(source({ ...LARGE, version: "v2", tables: changed }, "v2"));
    expect(told.filter((text) => text.includes("mast")).length).toBe(2);
    expect(told.length).toBe(2);
    expect(await count("document_vectors")).toBe(all - 11 + 1);
  });

  test("another embedder embeds everything anew, and no vector of the one before is left", async () => {
    await parts(recording("first/1").embedder).index(source(LARGE));
    await parts(recording("second/1").embedder).index(source(LARGE));
    const { rows } = await database.db.execute(sql`SELECT DISTINCT embedder FROM document_vectors`);
    expect(rows).toEqual([{ embedder: "second/1" }]);
  });

  test("it goes with its source", async () => {
    await parts(recording().embedder).index(source(LARGE));
    expect(await count("document_vectors")).toBeGreaterThan(100);
    await database.db.execute(sql`DELETE FROM sources WHERE id = ${SOURCE}`);
    expect([await count("source_documents"), await count("document_vectors")]).toEqual([0, 0]);
  });

  test("nothing is found from another workspace", async () => {
    const { store, index } = parts(recording().embedder);
    await index(source(LARGE, "v1", [NOTE], "k1"));
    expect(await store.byWords({ sourceId: SOURCE, workspaceId: WORKSPACE }, "quayside", 5)).toHaveLength(1);
    expect(await store.byWords({ sourceId: SOURCE, workspaceId: "w2" }, "quayside", 5)).toEqual([]);
  });
});

describe("what leaves the house", () => {
  test.each([
    { name: "an embedder outside is told no value", isLocal: false, disclosure: "schema", isTold: false },
    { name: "unless everything may be told", isLocal: false, disclosure: "full", isTold: true },
    { name: "one inside may know them", isLocal: true, disclosure: "schema", isTold: true },
  ] as const)("$name", async ({ isLocal, disclosure, isTold }) => {
    const { embedder, told } = recording();
    const { retrieving, indexer } = parts(embedder, isLocal);
    await retrieving.retrieverFor(source(LARGE), disclosure, WORKSPACE);
    await indexer.settled();
    expect(told.some((text) => text.includes("Secretstadt"))).toBe(isTold);
  });
});

describe("an embedder that fails", () => {
  const failing: Embedder = {
    id: "failing/1",
    dimension: 3,
    embed: () => Promise.reject(new AppError("MODEL_UNREACHABLE")),
  };

  test("costs only its vectors", async () => {
    const { retrieving, index, store } = parts(failing);
    await index(source(LARGE));
    const { tables, embedder } = await (await retrieving.retrieverFor(source(LARGE), "full", WORKSPACE)).retrieve(
      "vessels",
    );
    expect({ first: tables[0]?.table, embedder }).toEqual({ first: "vessel", embedder: "none" });
    const place = { sourceId: SOURCE, workspaceId: WORKSPACE };
    expect((await store.byWords(place, "vessel", 5)).length).toBeGreaterThan(0);
  });

  test("and full text finds documents when only the question cannot be embedded", async () => {
    const good = recording("moody/1");
    await parts(good.embedder).index(source(LARGE));
    const moody: Embedder = { ...failing, id: "moody/1", dimension: good.embedder.dimension };
    const { retrieving } = parts(moody);
    const { embedder, tables } = await (await retrieving.retrieverFor(source(LARGE), "full", WORKSPACE)).retrieve(
      "harbour",
    );
    expect({ embedder, first: tables[0]?.table }).toEqual({ embedder: "none", first: "harbour" });
  });
});
