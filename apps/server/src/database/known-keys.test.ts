import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "../fixtures/test-database.ts";
import type { Database, OpenDatabase } from "./database.ts";
import { KnownKeys } from "./known-keys.ts";
import * as schema from "./schema.ts";
import { changesOf } from "./table-changes.ts";

const { workspaces } = schema;

describe("keys that a table holds", () => {
  let folder: string;
  let database: OpenDatabase;
  let reads = 0;
  let keys: KnownKeys;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "parlance-keys-"));
    database = await openTestDatabase(folder);
    keys = new KnownKeys(database.db, workspaces, async (limit) => {
      reads++;
      return (await database.db.select({ id: workspaces.id }).from(workspaces).limit(limit)).map(({ id }) => id);
    });
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const row = (id: string) => ({ id, name: id, kind: "team", description: "", createdAt: new Date(0) }) as const;
  const add = (id: string) => database.db.insert(workspaces).values(row(id));
  const remove = (id: string) => database.db.delete(workspaces).where(eq(workspaces.id, id));

  describe("in the embedded database", () => {
    test("are read once until the table may have changed", async () => {
      await add("a");
      expect([await keys.mayHold("a"), await keys.mayHold("b")]).toEqual([true, false]);
      const before = reads;
      await database.db.select().from(workspaces);
      expect([await keys.mayHold("a"), await keys.mayHold("b")]).toEqual([true, false]);
      expect(reads).toBe(before);
      await add("b");
      expect(await keys.mayHold("b")).toBe(true);
      await remove("b");
      expect(await keys.mayHold("b")).toBe(false);
    });

    test("are known after a transaction that was running when they were asked for", async () => {
      const asked = await database.db.transaction(async (tx) => {
        await tx.insert(workspaces).values(row("c"));
        return { early: keys.mayHold("c") };
      });
      expect(await asked.early).toBe(true);
      expect(await keys.mayHold("c")).toBe(true);
    });

    test("are the old ones after a transaction that was taken back", async () => {
      const failing = database.db.transaction(async (tx) => {
        await tx.insert(workspaces).values(row("d"));
        throw new Error("changed our mind");
      });
      await expect(failing).rejects.toThrow("changed our mind");
      expect(await keys.mayHold("d")).toBe(false);
    });

    test("may be anything where there are too many to keep", async () => {
      await database.db.insert(workspaces).values(Array.from({ length: 501 }, (_, i) => row(`many ${i}`)));
      expect(await keys.mayHold("not there")).toBe(true);
      const before = reads;
      expect(await keys.mayHold("nor there")).toBe(true);
      expect(reads).toBe(before);
    });

    test.each([
      ["a statement below the tables", () => database.target.exec("SELECT 1; UPDATE workspaces SET name = name")],
      ["a statement with a part that writes", () => database.db.execute("WITH x AS (SELECT 1) SELECT * FROM x")],
    ])("%s counts as a change", async (_, change) => {
      const before = changesOf(database.db)?.of("workspaces") ?? 0;
      await change();
      expect(changesOf(database.db)?.of("workspaces")).toBeGreaterThan(before);
    });
  });

  test("in a database that others write to may be anything", async () => {
    // Drizzle types each driver's database by that driver.
    const elsewhere = drizzle.mock({ schema }) as unknown as Database;
    const asked = new KnownKeys(elsewhere, workspaces, () => Promise.reject(new Error("never read")));
    expect(changesOf(elsewhere)).toBeUndefined();
    expect(await asked.mayHold("not there")).toBe(true);
  });
});
