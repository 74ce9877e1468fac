import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOutbound } from "@parlance/connectors";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { settingsOf } from "../configuration/settings.ts";
import type { OpenDatabase } from "../database/database.ts";
import { type MailServer, type MailServerOptions, startMailServer } from "../fixtures/mail-server.ts";
import { selfSigned } from "../fixtures/self-signed.ts";
import { openTestDatabase } from "../fixtures/test-database.ts";
import { openKeyring } from "../secrets/keyring.ts";
import type { ServerOptionsInput } from "../server-options.ts";
import { resetPasswordLetter, testLetter } from "./letters.ts";
import { Outbox } from "./outbox.ts";
import { OutboxFolder } from "./outbox-folder.ts";
import { OutboxStore } from "./outbox-store.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const quiet = { warn: () => undefined, error: () => undefined };

let dataDir: string;
let database: OpenDatabase;
let store: OutboxStore;
let nowMs = Date.UTC(2026, 0, 15, 12);
const closing: Array<() => Promise<void>> = [];
const certificate = await selfSigned("mail.example");

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "parlance-mail-"));
  database = await openTestDatabase(dataDir);
  store = new OutboxStore(database.db);
});

beforeEach(async () => {
  await database.db.execute(sql`DELETE FROM outgoing_mails`);
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function mailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  closing.push(server.close);
  return server;
}

interface OpenOutbox {
  readonly outbox: Outbox;
  /** Makes a letter due and tries it. */
  tryAgainAfter(ms: number): Promise<void>;
}

async function openOutbox(options: Partial<ServerOptionsInput>, withinMs = 2_000): Promise<OpenOutbox> {
  const names = new Map([["mail.example", "127.0.0.1"]]);
  const outbox = new Outbox({
    clock: { now: () => nowMs },
    log: quiet,
    store,
    folder: new OutboxFolder(dataDir),
    keys: await openKeyring(dataDir, undefined),
    settings: settingsOf({ mailFrom: "data@example.com", ...options }),
    outbound: createOutbound({
      allowedNetworks: ["127.0.0.0/8"],
      lookup: async (host) => [{ address: names.get(host) ?? "192.0.2.1", family: 4 }],
    }),
    withinMs,
    ...(certificate === null ? {} : { authorities: certificate.cert }),
  });
  closing.push(() => outbox.stop());
  return {
    outbox,
    tryAgainAfter: async (ms) => {
      nowMs += ms;
      await outbox.look();
    },
  };
}

const plain = (server: Pick<MailServer, "port">): Partial<ServerOptionsInput> => ({
  mailHost: "mail.example",
  mailPort: server.port,
  mailTls: "off",
});

async function settled(id: string, tries = 200): Promise<Awaited<ReturnType<OutboxStore["find"]>>> {
  for (let left = tries; left > 0; left--) {
    const row = await store.find(id);
    if (row !== undefined && row.claimedBy === null && row.attempts > 0) return row;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The letter was not tried.");
}

const toAda = { ...testLetter(), to: "ada@example.com" };

describe("without a mail server", () => {
  test("a letter is a file that only this account reads, and a row that gives nothing away", async () => {
    const { outbox } = await openOutbox({});
    const url = "https://data.example.com/reset-password#token=s3cret-t0ken";
    const id = await outbox.post({
      ...resetPasswordLetter({ name: "Ada", url, validMs: HOUR_MS }),
      to: "ada@example.com",
    });
    const file = join(dataDir, "outbox", `${id}.eml`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, "utf8")).toContain("Subject: Choose a new password");
    const row = await store.find(id);
    expect(row).toMatchObject({ state: "kept", recipient: "ada@example.com", attempts: 0 });
    expect(row?.content).not.toContain("s3cret");
    expect(row && outbox.contentOf(row)?.text).toContain("token=s3cret-t0ken");
  });

  test("old letters go with their files", async () => {
    const { outbox } = await openOutbox({});
    const id = await outbox.post(toAda);
    await outbox.removeExpired(new Date(nowMs + 31 * 24 * HOUR_MS));
    expect(await store.find(id)).toBeUndefined();
    expect(await readdir(join(dataDir, "outbox"))).not.toContain(`${id}.eml`);
  });

  const WRONG = [
    ["a line break", "ada@example.com\r\nBcc: eve@example.com"],
    ["two addresses", "ada@example.com, eve@example.com"],
    ["a name", "Ada <ada@example.com>"],
    ["no domain", "ada"],
    ["nothing", ""],
    ["10,000 characters", `${"a".repeat(10_000)}@example.com`],
    ["a NUL", "ada\0@example.com"],
  ];
  test.each(WRONG)("%s is refused", async (_name, to) => {
    const { outbox } = await openOutbox({});
    await expect(outbox.send({ ...toAda, to: to ?? "" })).rejects.toMatchObject({ code: "MAIL_ADDRESS_INVALID" });
  });
});

describe("with a mail server", () => {
  test("a letter arrives once, whole, and is forgotten here", async () => {
    const server = await mailServer({ login: { user: "apikey", password: "pässword" } });
    const { outbox, tryAgainAfter } = await openOutbox({
      ...plain(server),
      mailUser: "apikey",
      mailPassword: "pässword",
    });
    const id = await outbox.post(toAda);
    const row = await settled(id);
    expect(row).toMatchObject({ state: "sent", content: null, attempts: 1 });
    await tryAgainAfter(24 * HOUR_MS);
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: "data@example.com", to: ["ada@example.com"], user: "apikey" });
    expect(mail?.content).toContain(`Message-ID: ${row?.messageId}`);
    expect(mail?.content).toContain("Content-Type: text/html");
    expect(mail?.content).toContain("Auto-Submitted: auto-generated");
  });

  test("a subject cannot begin a header", async () => {
    const server = await mailServer();
    const { outbox } = await openOutbox(plain(server));
    await settled(await outbox.post({ ...toAda, subject: "Sales\r\nBcc: eve@example.com\r\n\r\n<b>" }));
    const [head = ""] = (server.received[0]?.content ?? "").split("\r\n\r\n");
    expect(head).toMatch(/^Subject: Sales Bcc: eve@example.com <b>$/m);
    expect(head).not.toMatch(/^Bcc:/m);
    expect(server.received[0]?.to).toEqual(["ada@example.com"]);
  });

  test("two instances over one database send each letter once", async () => {
    const server = await mailServer();
    const [one, two] = [await openOutbox(plain(server)), await openOutbox(plain(server))];
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 ? one : two).outbox.post({ ...toAda, to: `p${n}@example.com` })),
    );
    await Promise.all([one.outbox.look(), two.outbox.look(), one.outbox.look(), two.outbox.look()]);
    for (const id of ids) expect(await settled(id)).toMatchObject({ state: "sent", attempts: 1 });
    expect(server.received.map(({ to }) => to[0]).sort()).toEqual(ids.map((_, n) => `p${n}@example.com`).sort());
  });

  test("a server that is away costs nobody a wait, and gets the letter when it is back, under the same id", async () => {
    const gone = await startMailServer();
    await gone.close();
    const { outbox, tryAgainAfter } = await openOutbox(plain(gone));
    const id = await outbox.post(toAda);
    const first = await settled(id);
    expect(first).toMatchObject({ state: "waiting", attempts: 1 });
    expect(first?.reply).toContain("ECONNREFUSED");
    await tryAgainAfter(1_000);
    expect((await store.find(id))?.attempts, "not before its time").toBe(1);
    await tryAgainAfter(MINUTE_MS);
    const second = await store.find(id);
    expect(second).toMatchObject({ state: "waiting", attempts: 2 });
    const waits = [first, second].map((row) => Number(row?.nextAttemptAt) - Number(row?.updatedAt));
    expect(waits[1]).toBeGreaterThan((waits[0] ?? 0) * 1.5);
    const back = await mailServer();
    const mended = await openOutbox(plain(back));
    await mended.tryAgainAfter(10 * MINUTE_MS);
    expect(await store.find(id)).toMatchObject({ state: "sent", messageId: first?.messageId });
    expect(back.received).toHaveLength(1);
  });

  test("a letter whose link has expired is not sent any more", async () => {
    const gone = await startMailServer();
    await gone.close();
    const { outbox, tryAgainAfter } = await openOutbox(plain(gone));
    const letter = resetPasswordLetter({ name: "Ada", url: "https://x.example", validMs: HOUR_MS });
    const id = await outbox.post({ ...letter, to: "ada@example.com" });
    await settled(id);
    await tryAgainAfter(HOUR_MS);
    expect(await store.find(id)).toMatchObject({ state: "late", content: null });
  });

  const ANSWERS: [string, MailServerOptions, string][] = [
    ["421 as a greeting", { greetingCode: 421 }, "waiting"],
    ["450 for the recipient, as greylisting does", { recipientCode: 450 }, "waiting"],
    ["550 for the recipient", { recipientCode: 550 }, "bounced"],
    ["a wrong password", { login: { user: "a", password: "b" } }, "waiting"],
  ];
  test.each(ANSWERS)("%s", async (_name, options, state) => {
    const server = await mailServer(options);
    const { outbox, tryAgainAfter } = await openOutbox({ ...plain(server), mailUser: undefined, ...loginOf(options) });
    const id = await outbox.post(toAda);
    expect(await settled(id)).toMatchObject({ state, attempts: 1 });
    await tryAgainAfter(2 * MINUTE_MS);
    expect((await store.find(id))?.attempts).toBe(state === "waiting" ? 2 : 1);
    expect(server.received).toHaveLength(0);
  });

  test("a server that says nothing is left after a while, and asked again", async () => {
    const silent = createServer((socket: Socket) => socket.on("error", () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    closing.push(() => new Promise((resolve) => silent.close(() => resolve())));
    // A listening TCP server has an address of this kind.
    const { port } = silent.address() as AddressInfo;
    const { outbox } = await openOutbox(plain({ port }), 300);
    expect(await settled(await outbox.post(toAda))).toMatchObject({ state: "waiting", attempts: 1 });
  });

  test("a server that falls silent with the whole letter in its hands is not given it again", async () => {
    const server = await mailServer({ onWhole: () => new Promise((resolve) => setTimeout(resolve, 1_000)) });
    const { outbox, tryAgainAfter } = await openOutbox(plain(server), 300);
    const id = await outbox.post(toAda);
    expect(await settled(id)).toMatchObject({ state: "unknown", content: null });
    await tryAgainAfter(24 * HOUR_MS);
    expect(server.begun()).toBe(1);
  });

  test("an instance killed before the letter left has it sent by another; one killed while it left has not", async () => {
    const server = await mailServer();
    const gone = await startMailServer();
    await gone.close();
    const { outbox } = await openOutbox(plain(gone));
    const [before, during] = [await outbox.post(toAda), await outbox.post(toAda)];
    await settled(before);
    await settled(during);
    nowMs += 10 * MINUTE_MS;
    const until = new Date(nowMs + MINUTE_MS);
    for (const id of [before, during]) await store.claim(id, { owner: `killed-${id}`, now: new Date(nowMs), until });
    await store.begin(during, `killed-${during}`, new Date(nowMs));
    const other = await openOutbox(plain(server));
    await other.tryAgainAfter(1_000);
    expect(server.received, "the claims still hold").toHaveLength(0);
    await other.tryAgainAfter(2 * MINUTE_MS);
    expect(await store.find(before)).toMatchObject({ state: "sent" });
    expect(await store.find(during)).toMatchObject({ state: "unknown" });
    expect(server.received).toHaveLength(1);
  });

  test("a mail server in a private network that nobody allowed is not spoken to", async () => {
    const server = await mailServer();
    const { outbox } = await openOutbox({ ...plain(server), mailHost: "169.254.169.254" });
    expect(await settled(await outbox.post(toAda))).toMatchObject({ state: "waiting", attempts: 1 });
    expect(server.begun()).toBe(0);
  });
});

describe.skipIf(certificate === null)("over TLS", () => {
  const secure = async (options: MailServerOptions) =>
    mailServer({ ...(certificate === null ? {} : { certificate }), ...options });

  test.each([
    ["STARTTLS", false, "required" as const],
    ["TLS from the start", true, "fromStart" as const],
  ])("a letter arrives by %s", async (_name, isSecureFromStart, mailTls) => {
    const server = await secure({ isSecureFromStart });
    const { outbox } = await openOutbox({ ...plain(server), mailTls });
    expect(await settled(await outbox.post(toAda))).toMatchObject({ state: "sent" });
    expect(server.received[0]?.isSecure).toBe(true);
  });

  test("a server that does not offer TLS is not given the password or the letter", async () => {
    const server = await mailServer({ login: { user: "a", password: "b" } });
    const { outbox } = await openOutbox({ ...plain(server), mailTls: "required", mailUser: "a", mailPassword: "b" });
    expect(await settled(await outbox.post(toAda))).toMatchObject({ state: "waiting" });
    expect(server.begun()).toBe(0);
  });

  test("a certificate of another name is not believed", async () => {
    const other = await selfSigned("other.example");
    const server = await mailServer(other === null ? {} : { certificate: other });
    const { outbox } = await openOutbox({ ...plain(server), mailTls: "required" });
    expect(await settled(await outbox.post(toAda))).toMatchObject({ state: "waiting" });
    expect(server.begun()).toBe(0);
  });
});

const loginOf = ({ login }: MailServerOptions): Partial<ServerOptionsInput> =>
  login === undefined ? {} : { mailUser: login.user, mailPassword: "wrong" };
