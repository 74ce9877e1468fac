import { afterAll, beforeAll, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

let server: TestServer;
let admin: SignedInPerson;

beforeAll(async () => {
  server = await openTestServer();
  admin = await signUp(server, { email: "admin@example.com", isInstanceAdmin: true });
});
afterAll(() => server.close());

const get = async (path = "") => (await admin.inject({ method: "GET", url: `/api/v1/instance/mails${path}` })).json();
const sendTest = (to: string) => admin.inject({ method: "POST", url: "/api/v1/instance/mails", payload: { to } });

test("an administrator sends a test letter, finds it in the outbox and reads it", async () => {
  const sent = await sendTest("ops@example.com");
  expect(sent.statusCode, sent.body).toBe(202);
  const list = await get();
  expect(list).toMatchObject({ isServerSet: false, nextCursor: null, counts: { kept: 1, sent: 0 } });
  expect(list.items).toMatchObject([{ to: "ops@example.com", kind: "test", state: "kept", attempts: 0 }]);
  expect(list.items[0]).not.toHaveProperty("text");
  const { mail } = await get(`/${sent.json().mail.id}`);
  expect(mail.text).toContain("As you can read it, mail is set up.");
});

test("pages follow each other without a gap", async () => {
  for (const n of [1, 2, 3]) await sendTest(`p${n}@example.com`);
  const first = await get("?limit=2");
  const second = await get(`?limit=2&cursor=${first.nextCursor}`);
  const to = [...first.items, ...second.items].map((mail: { to: string }) => mail.to);
  expect(to.slice(0, 3)).toEqual(["p3@example.com", "p2@example.com", "p1@example.com"]);
  expect((await get("?state=bounced")).items).toEqual([]);
});

test("whoever reads a letter is in the trail", async () => {
  const { mail } = (await sendTest("trail@example.com")).json();
  await get(`/${mail.id}`);
  const { rows } = await server.database.db.execute("SELECT action FROM audit_events WHERE action LIKE 'mail.%'");
  expect(rows).toContainEqual({ action: "mail.read" });
});

test("nobody else sees any of it, and a wrong address is refused", async () => {
  const owner = await signUp(server, { email: "owner@example.com" });
  for (const who of [owner, server.browser()])
    expect((await who.inject({ method: "GET", url: "/api/v1/instance/mails" })).statusCode).toBe(403);
  expect((await sendTest("a@example.com\r\nBcc: b@example.com")).json().code).toBe("MAIL_ADDRESS_INVALID");
  expect((await admin.inject({ method: "GET", url: "/api/v1/instance/mails/nothing" })).statusCode).toBe(404);
});
