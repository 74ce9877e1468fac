import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";
import { KEY_FILE } from "../secrets/keyring.ts";
import { readArchive, textOf } from "./archive.ts";
import { backUpToFile, restoreFromFile } from "./backup-file.ts";
import { BackupError } from "./backup-format.ts";
import { readOrphans } from "./kept-orphans.ts";

const CSV = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n";
const KEY_ONE = "one-0123456789-abcdefghijklmnopqrstuvwxyz";
const KEY_TWO = "two-0123456789-abcdefghijklmnopqrstuvwxyz";
const PASSWORD = "password-of-the-test-source";
const now = new Date(Date.UTC(2026, 0, 16));

let folder: string;
let from: string;
let cookie: string;
let sourceId: string;
let backupPath: string;

const contentOf = async (path: string): Promise<ReadonlyMap<string, string>> => {
  const entries = new Map<string, string>();
  for await (const { name, content } of readArchive(path)) entries.set(name, await textOf(content));
  return entries;
};

const as = (server: TestServer, url: string, payload?: object) =>
  server.fastify.inject({
    method: payload === undefined ? "GET" : "POST",
    url,
    headers: { cookie },
    ...(payload === undefined ? {} : { payload }),
  });

/** Whether the keys of the models that were set up can be read. */
const readable = async (server: TestServer): Promise<boolean[]> => {
  const items: { settings: { isReadable: boolean }[] }[] = (await as(server, "/api/v1/providers")).json().items;
  return items.flatMap(({ settings }) => settings.map(({ isReadable }) => isReadable));
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlance-backup-"));
  from = join(folder, "from");
  const server = await openTestServer({ dataDir: from, secretKey: KEY_ONE });
  const browser = server.browser();
  cookie = await browser.cookie();
  const form = multipart([{ name: "sales.csv", content: CSV }]);
  const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
  sourceId = uploaded.json().source.id;
  const config = { host: "127.0.0.1", port: 1, database: "x", user: "ann", password: PASSWORD, tls: "off" };
  const provider = { model: "m", config: { baseUrl: "http://127.0.0.1:9/v1", apiKey: PASSWORD } };
  const url = "/api/v1/providers/openai-compatible";
  const put = await server.fastify.inject({ method: "PUT", url, headers: { cookie }, payload: provider });
  expect(put.statusCode, put.body).toBe(200);
  await as(server, "/api/v1/workspaces/mine/connections", { connector: "postgres", name: "x", config });
  await server.database.target.query(
    "INSERT INTO instance_state (name, value) VALUES ('a \"quoted\" name\nwith a break and a \\ backslash', 9007199254740993)",
  );
  await server.stop();
  backupPath = join(folder, "one.tar.gz");
  await backUpToFile({ path: backupPath, dataDir: from, databaseUrl: undefined, withKeys: false });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const restoreInto = (name: string, more: { path?: string; force?: boolean } = {}) =>
  restoreFromFile({
    path: backupPath,
    dataDir: join(folder, name),
    databaseUrl: undefined,
    force: false,
    now,
    ...more,
  });

describe("a backup", { timeout: 240_000 }, () => {
  test("holds rows and files, and neither secrets nor the key that opens them", async () => {
    const entries = await contentOf(backupPath);
    expect([...entries.keys()][0]).toBe("parlance-backup.json");
    expect([...entries.keys()].at(-1)).toBe("checksums.json");
    expect([...entries.keys()].some((name) => name.startsWith("files/workspaces/") && name.endsWith(".parquet"))).toBe(
      true,
    );
    expect([...entries.keys()].some((name) => name.startsWith("database/sources/"))).toBe(true);
    for (const text of entries.values()) for (const secret of [PASSWORD, KEY_ONE]) expect(text).not.toContain(secret);
    expect(await readdir(join(from, "staging"))).toEqual([]);
  });

  test("is never written over", async () => {
    const again = backUpToFile({ path: backupPath, dataDir: from, databaseUrl: undefined, withKeys: false });
    await expect(again).rejects.toThrow(BackupError);
  });

  test("brings back everything: sources answer, rows are the same, exactly", async () => {
    const { migrated, header } = await restoreInto("whole");
    expect([migrated, header.missing, header.hasKeys]).toEqual([[], [], false]);
    const second = join(folder, "two.tar.gz");
    await backUpToFile({ path: second, dataDir: join(folder, "whole"), databaseUrl: undefined, withKeys: false });
    const [before, after] = [await contentOf(backupPath), await contentOf(second)];
    for (const [name, text] of before) if (name.includes("/")) expect(after.get(name), name).toBe(text);
    const server = await openTestServer({ dataDir: join(folder, "whole"), secretKey: KEY_ONE });
    const answer = await as(server, "/api/v1/ask", { sourceId, question: "total amount by customer" });
    expect(answer.json().result.rows).toEqual(expect.arrayContaining([["Bob", "20.25"]]));
    await server.close();
  });

  test("is put nowhere where data lies already, unless that is meant, and then keeps it aside", async () => {
    await restoreInto("twice");
    await expect(restoreInto("twice")).rejects.toThrow(/holds data already/);
    const { keptAside } = await restoreInto("twice", { force: true });
    expect(existsSync(keptAside ?? "")).toBe(true);
  });

  const DAMAGES: [string, (bytes: Buffer) => Buffer][] = [
    ["was cut off", (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.7))],
    ["lost its last bytes", (bytes) => bytes.subarray(0, -9)],
    [
      "has one bit changed",
      (bytes) => {
        const at = Math.floor(bytes.length / 2);
        bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at);
        return bytes;
      },
    ],
    ["is something else", () => Buffer.from("hello")],
    ["is empty", () => Buffer.alloc(0)],
  ];
  test.each(DAMAGES)("that %s is refused before anything is touched", async (_name, damage) => {
    const path = join(folder, "damaged.tar.gz");
    await writeFile(path, damage(await readFile(backupPath)));
    await expect(restoreInto("damaged", { path })).rejects.toThrow(BackupError);
    expect(await readdir(join(folder, "damaged"))).toEqual([]);
  });

  test("holds the key where that is wanted", async () => {
    const dataDir = join(folder, "keyed");
    await restoreInto("keyed");
    await writeFile(join(dataDir, KEY_FILE), `${KEY_TWO}\n`);
    const path = join(folder, "keyed.tar.gz");
    await backUpToFile({ path, dataDir, databaseUrl: undefined, withKeys: true });
    await restoreInto("keyed-again", { path });
    expect(await readFile(join(folder, "keyed-again", KEY_FILE), "utf8")).toBe(`${KEY_TWO}\n`);
  });
});

/** Fault 28. */
describe("a database from yesterday's backup", { timeout: 240_000 }, () => {
  test("starts; files it does not know are reported and kept, at later starts as well", async () => {
    const dataDir = join(folder, "yesterday");
    await restoreInto("yesterday");
    const before = await openTestServer({ dataDir, secretKey: KEY_ONE });
    expect(before.orphans).toEqual([]);
    const form = multipart([{ name: "today.csv", content: CSV }]);
    const sent = {
      method: "POST",
      url: "/api/v1/workspaces/mine/sources",
      headers: { cookie, ...form.headers },
      payload: form.payload,
    } as const;
    const today = (await before.fastify.inject(sent)).json().source;
    await before.stop();

    await restoreInto("yesterday", { force: true });
    for (const start of ["first", "second"]) {
      const server = await openTestServer({ dataDir, secretKey: KEY_ONE });
      expect(
        server.orphans.map((one) => one.sourceId),
        start,
      ).toEqual([today.id]);
      expect((await as(server, `/api/v1/sources/${sourceId}`)).statusCode).toBe(200);
      await server.stop();
    }
    const [kept] = await readOrphans(dataDir);
    expect(existsSync(join(dataDir, "workspaces", kept?.workspaceId ?? "", "sources", today.id))).toBe(true);
  });

  test("without its key: credentials are to be entered again, everything else works; with both keys nothing is lost", async () => {
    await restoreInto("keyless");
    const dataDir = join(folder, "keyless");
    const rotated = await openTestServer({ dataDir, secretKey: `${KEY_TWO},${KEY_ONE}` });
    const known = await readable(rotated);
    await rotated.stop();
    const server = await openTestServer({ dataDir, secretKey: KEY_TWO });
    const lost = await readable(server);
    const answer = await as(server, "/api/v1/ask", { sourceId, question: "total amount by customer" });
    expect(answer.statusCode).toBe(200);
    await server.stop();
    expect([known, lost]).toEqual([[true], [false]]);
  });
});

test("a restore that was cut off leaves a folder that is not started from", async () => {
  const { refuseUnfinishedRestore, whileRestoring } = await import("./unfinished-restore.ts");
  const dataDir = join(folder, "cut");
  await mkdir(dataDir, { recursive: true });
  const cut = whileRestoring(dataDir, () => Promise.reject(new Error("the disk went away")));
  await expect(cut).rejects.toThrow("the disk went away");
  expect(() => refuseUnfinishedRestore(dataDir)).toThrow(/parlance restore again/);
  await whileRestoring(dataDir, async () => undefined);
  expect(() => refuseUnfinishedRestore(dataDir)).not.toThrow();
});
