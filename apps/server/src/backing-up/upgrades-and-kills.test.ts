import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isSkipped, postgresServer, type TestServer } from "@parlance/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type OpenDatabase, openDatabase } from "../database/database.ts";
import { knownMigrations } from "../database/migrate.ts";
import { openPostgres } from "../database/postgres-database.ts";
import { databaseTemplate } from "../fixtures/database-template.ts";
import { readArchive, textOf, verifyArchive } from "./archive.ts";
import { backUpToFile, restoreFromFile } from "./backup-file.ts";
import { backUpBeforeUpgrade, UPGRADE_BACKUPS } from "./before-upgrade.ts";
import { refuseUnfinishedRestore } from "./unfinished-restore.ts";

const MIGRATIONS = fileURLToPath(new URL("../database/migrations", import.meta.url));
const CHILD = ["--import", "tsx", fileURLToPath(new URL("./fixtures/work-until-killed.ts", import.meta.url))];
const now = new Date(Date.UTC(2026, 0, 16));
const TRICKY = 'a "quoted" name\nwith a break, a \\ backslash and 𝄞';

let root: string;
let dataDir: string;
let backupPath: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "parlance-upgrade-"));
  dataDir = join(root, "from");
  backupPath = join(root, "whole.tar.gz");
  await mkdir(dataDir);
  const database = await openDatabase(join(dataDir, "database"), await databaseTemplate());
  await addWorkspace(database);
  await database.close();
  // Bytes that do not shrink, so that writing them takes long enough to be cut off.
  const files = join(dataDir, "workspaces", "w1", "sources", "s1");
  await mkdir(files, { recursive: true });
  for (let i = 0; i < 20; i++) await writeFile(join(files, `${i}.parquet`), randomBytes(500_000));
  await backUpToFile({ path: backupPath, dataDir, databaseUrl: undefined, withKeys: false });
}, 120_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const addWorkspace = ({ target }: Pick<OpenDatabase, "target">) =>
  target.query(
    "INSERT INTO workspaces (id, name, kind, description, created_at) VALUES ('w1', $1, 'anonymous', '', now())",
    [TRICKY],
  );

const names = async ({ target }: OpenDatabase): Promise<unknown[]> =>
  (await target.query("SELECT name FROM workspaces")).rows.map(({ name }) => name);

/** Rows as the archive has them: the same for the same content, wherever it lay. */
async function rowsOf(path: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const { name, content } of readArchive(path)) {
    const text = await textOf(content);
    const [folder, table = ""] = name.split("/");
    if (folder === "database") found.set(table, (found.get(table) ?? "") + text);
  }
  return found;
}

describe("an upgrade", { timeout: 120_000 }, () => {
  test("backs the database up first, and one that fails half-way can be taken back", async () => {
    const place = join(root, "upgrade");
    await mkdir(place);
    const older = (await knownMigrations()).slice(0, -3);
    const old = await createDatabase(join(place, "database"), new Set(older));
    await addWorkspace(old);
    await old.close();
    // The real steps, one that loses rows, and one that fails after its first statement.
    const folder = join(root, "migrations");
    await cp(MIGRATIONS, folder, { recursive: true });
    await writeFile(join(folder, "9998-lossy.sql"), "DELETE FROM workspaces;");
    await writeFile(join(folder, "9999-broken.sql"), "CREATE TABLE half (x integer); SELECT no_such_column FROM half;");

    const upgrading = openDatabase(join(place, "database"), undefined, {
      folder,
      beforeSteps: (pending, target) => backUpBeforeUpgrade(target, place, pending),
    });
    await expect(upgrading).rejects.toThrow(/no_such_column/);

    const [backup = "none", ...more] = await readdir(join(place, UPGRADE_BACKUPS));
    expect(more).toEqual([]);
    const path = join(place, UPGRADE_BACKUPS, backup);
    const restored = await restoreFromFile({ path, dataDir: place, databaseUrl: undefined, force: true, now });
    expect(restored.header.migrations).toEqual(older);
    expect(restored.migrated).toEqual((await knownMigrations()).slice(-3));
    const again = await openDatabase(join(place, "database"));
    expect(await names(again)).toEqual([TRICKY]);
    const { rows } = await again.target.query("SELECT to_regclass('half') AS half");
    expect(rows, "nothing of the step that failed").toEqual([{ half: null }]);
    await again.close();
  });
});

/** Runs until `isDue`, and is killed a moment later; resolves with how it ended. */
async function runAndKill(deed: "backup" | "restore", args: readonly string[], isDue: () => boolean) {
  const child = spawn(process.execPath, [...CHILD, deed, ...args], { stdio: ["ignore", "ignore", "inherit"] });
  const looking = setInterval(() => isDue() && child.kill("SIGKILL"), 2);
  await once(child, "close");
  clearInterval(looking);
  return child.signalCode;
}

/** Where a restore was killed when it was due. A busy machine may look too late, when all is done: then once more. */
async function killedRestore(isDue: (place: string) => boolean): Promise<string> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const place = await mkdtemp(join(root, "killed-"));
    const before = await openDatabase(join(place, "database"), await databaseTemplate());
    await before.close();
    const ended = await runAndKill("restore", [backupPath, place], () => isDue(place));
    if (ended === "SIGKILL") return place;
  }
  throw new Error("No restore was caught in the act.");
}

describe("kill -9", { timeout: 180_000 }, () => {
  test("in the middle of a backup leaves nothing that passes for a whole one, and nothing in the way of the next", async () => {
    const path = join(root, "cut.tar.gz");
    const killed = await runAndKill("backup", [path, dataDir], () => existsSync(`${path}.part`));
    expect(killed).toBe("SIGKILL");
    expect(existsSync(path)).toBe(false);
    await expect(verifyArchive(`${path}.part`)).rejects.toThrow();
    await expect(
      restoreFromFile({ path: `${path}.part`, dataDir: join(root, "no"), databaseUrl: undefined, force: false, now }),
    ).rejects.toThrow();
    expect(existsSync(join(root, "no", "database"))).toBe(false);
    await backUpToFile({ path, dataDir, databaseUrl: undefined, withKeys: false });
    expect(await rowsOf(path)).toEqual(await rowsOf(backupPath));
  });

  test.each<[string, (place: string) => boolean]>([
    ["while it is laid out", (place) => someDraft(place) !== undefined],
    ["while it is put in its place", (place) => existsSync(join(place, "restore.unfinished"))],
  ])("in the middle of a restore, %s, is refused at the start or has changed nothing", async (_name, isDue) => {
    const place = await killedRestore(isDue);
    const isRefused = existsSync(join(place, "restore.unfinished"));
    if (isRefused) expect(() => refuseUnfinishedRestore(place)).toThrow(/parlance restore again/);
    else {
      const untouched = await openDatabase(join(place, "database"));
      expect(await names(untouched)).toEqual([]);
      await untouched.close();
    }
    await restoreFromFile({ path: backupPath, dataDir: place, databaseUrl: undefined, force: true, now });
    refuseUnfinishedRestore(place);
    const whole = await openDatabase(join(place, "database"));
    expect(await names(whole)).toEqual([TRICKY]);
    await whole.close();
    expect(someDraft(place), "nothing of the one that was killed is left").toBeUndefined();
    expect(await readdir(join(place, "workspaces", "w1", "sources", "s1"))).toHaveLength(20);
  });
});

const someDraft = (place: string): string | undefined =>
  readdirSync(place).find((name) => name.startsWith("restoring-"));

describe.skipIf(isSkipped(postgresServer))("into a PostgreSQL server", { timeout: 120_000 }, () => {
  let server: TestServer;
  const address = (name: string): string => `postgres://${server.user}@${server.host}:${server.port}/${name}`;
  beforeAll(async () => {
    server = await postgresServer.start();
    const first = await openPostgres(address(server.database));
    await first.target.exec("CREATE DATABASE one");
    await first.target.exec("CREATE DATABASE two");
    await first.close();
  }, 120_000);
  afterAll(() => server?.stop());

  test("goes a backup of the embedded database, and from there into another, row for row", async () => {
    const [one, two] = [address("one"), address("two")];
    const again = join(root, "from-postgres.tar.gz");
    await restoreFromFile({ path: backupPath, dataDir: join(root, "one"), databaseUrl: one, force: false, now });
    await backUpToFile({ path: again, dataDir: join(root, "one"), databaseUrl: one, withKeys: false });
    const first = await rowsOf(backupPath);
    const told = await rowsOf(again);
    for (const table of ["workspaces", "sources", "users"]) expect(told.get(table), table).toEqual(first.get(table));
    expect(told.get("workspaces")).toContain("backslash");

    await restoreFromFile({ path: again, dataDir: join(root, "two"), databaseUrl: two, force: false, now });
    const database = await openPostgres(two);
    expect(await names(database)).toEqual([TRICKY]);
    await database.close();
    const occupied = { path: again, dataDir: join(root, "three"), databaseUrl: two, force: false, now };
    await expect(restoreFromFile(occupied)).rejects.toThrow(/holds data already/);
    await restoreFromFile({ ...occupied, force: true });
  });

  test.each([
    ["at its beginning", 0],
    ["in its middle", 120],
  ])("a restore killed %s is refused at the start, and made whole by the next", async (name, delayMs) => {
    const place = await mkdtemp(join(root, "killed-"));
    const first = await openPostgres(address(server.database));
    const database = `killed_${delayMs}`;
    await first.target.exec(`CREATE DATABASE ${database}`);
    await first.close();
    const url = address(database);
    const occupied = { path: backupPath, dataDir: place, databaseUrl: url, force: true, now };
    await restoreFromFile(occupied);
    let markedAt = 0;
    const killed = await runAndKill("restore", [backupPath, place, url], () => {
      if (markedAt === 0 && existsSync(join(place, "restore.unfinished"))) markedAt = performance.now();
      return markedAt > 0 && performance.now() - markedAt >= delayMs;
    });
    // A fast machine may have ended it before the second moment.
    if (killed === "SIGKILL") expect(() => refuseUnfinishedRestore(place), name).toThrow(/parlance restore again/);
    else expect(delayMs).toBeGreaterThan(0);
    await restoreFromFile(occupied);
    refuseUnfinishedRestore(place);
    const whole = await openPostgres(url);
    expect(await names(whole)).toEqual([TRICKY]);
    await whole.close();
    expect(someDraft(place), "nothing of the one that was killed is left").toBeUndefined();
  });
});
