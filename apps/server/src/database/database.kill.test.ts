import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { nodeArgs, ownProgram } from "@parlance/worker/calls";
import { count, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { openDatabase } from "./database.ts";
import { sourceFiles, sources, workspaces } from "./schema.ts";

const KILLS = 20;
const WRITER = nodeArgs(
  ownProgram({ name: "write-until-killed", source: "./fixtures/write-until-killed.ts" }, import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), "parlance-kill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a writer and kills it `delayMs` after its first acknowledged row; answers the last acknowledged number. */
async function writeAndKill(first: number, delayMs: number): Promise<number> {
  const child = spawn(process.execPath, [...WRITER, folder, String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let acknowledged = first - 1;
  let isDoomed = false;
  createInterface({ input: child.stdout }).on("line", (line) => {
    acknowledged = Number(line);
    if (!isDoomed) setTimeout(() => child.kill("SIGKILL"), delayMs);
    isDoomed = true;
  });
  await once(child, "close");
  expect(child.signalCode, "the writer ends by the kill and by nothing else").toBe("SIGKILL");
  return acknowledged;
}

async function readBack(): Promise<{ readonly highest: number; readonly torn: number; readonly total: number }> {
  const { db, close } = await openDatabase(folder);
  const [row] = await db
    .select({ total: count(), highest: sql<number>`coalesce(max(substr(${workspaces.id}, 2)::int), -1)` })
    .from(workspaces);
  const [sourceRow] = await db.select({ total: count() }).from(sources);
  const [fileRow] = await db.select({ total: count() }).from(sourceFiles);
  const total = row?.total ?? 0;
  // Reads every index and heap page that the rows live in, so that a damaged page cannot hide.
  await db.execute(sql`REINDEX TABLE source_files`);
  await close();
  return {
    total,
    highest: row?.highest ?? -1,
    torn: Math.abs((sourceRow?.total ?? 0) - total) + Math.abs((fileRow?.total ?? 0) - 3 * total),
  };
}

test(`every acknowledged row survives ${KILLS} kills at random moments, and none is torn`, {
  timeout: 240_000,
}, async () => {
  let next = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const acknowledged = await writeAndKill(next, Math.random() * 600);
    const found = await readBack();
    expect(found.torn, `kill ${kill}: a transaction is there by halves`).toBe(0);
    expect(found.highest, `kill ${kill}: an acknowledged row is missing`).toBeGreaterThanOrEqual(acknowledged);
    expect(found.total, `kill ${kill}: a gap before the last row`).toBe(found.highest + 1);
    next = found.highest + 1;
  }
  expect(next, "the writers did write").toBeGreaterThan(KILLS);
});
