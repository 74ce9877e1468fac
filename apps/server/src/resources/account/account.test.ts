import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addMember, PASSWORD, type SignedInPerson, signIn, signUp } from "../../fixtures/accounts.ts";
import { openAskingBrowser } from "../../fixtures/asking-browser.ts";
import { lettersTo } from "../../fixtures/letters.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const NEW_PASSWORD = "Quiet-Otter-41-Lagoon";
const PATIENCE_MS = 60_000;

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await openTestServer();
}, PATIENCE_MS);
afterAll(() => server.close());

const someone = (more: object = {}): Promise<SignedInPerson> =>
  signUp(server, { email: `person${++count}@example.com`, name: "Robin", ...more });
const send = (who: Browser, method: "POST" | "PATCH" | "DELETE" | "PUT", path: string, payload?: object) =>
  who.inject({ method, url: `/api/v1${path}`, ...(payload === undefined ? {} : { payload }) });
const get = (who: Browser, path: string) => who.inject({ url: `/api/v1${path}` });
const codeOf = (answer: { statusCode: number; json(): { code: string } }) => [answer.statusCode, answer.json().code];

describe("a profile", { timeout: PATIENCE_MS }, () => {
  test("has a name that can be changed, unless somebody else did meanwhile", async () => {
    const ann = await someone();
    const read = await get(ann, "/account");
    const changed = await ann.inject({
      method: "PATCH",
      url: "/api/v1/account",
      headers: { "if-match": String(read.headers.etag) },
      payload: { name: "Robin Two" },
    });
    expect(changed.json()).toMatchObject({ name: "Robin Two", revision: read.json().revision + 1 });
    const stale = await ann.inject({
      method: "PATCH",
      url: "/api/v1/account",
      headers: { "if-match": String(read.headers.etag) },
      payload: { name: "Robin Three" },
    });
    expect(codeOf(stale)).toEqual([412, "EDIT_CONFLICT"]);
  });

  const NOT_ONES_TO_SET = [
    "role",
    "isAdmin",
    "isInstanceAdmin",
    "workspaceId",
    "createdAt",
    "passwordHash",
    "emailVerifiedAt",
    "email",
  ];
  test.each(NOT_ONES_TO_SET)("#28 takes no %s", async (field) => {
    const ann = await someone();
    const answer = await send(ann, "PATCH", "/account", { name: "x", [field]: true });
    expect(answer.statusCode).toBe(400);
    expect((await get(ann, "/account")).json()).toMatchObject({ name: "Robin", isInstanceAdmin: false });
  });

  test("belongs to people: nobody without an account has one", async () => {
    expect(codeOf(await get(server.browser(), "/account"))).toEqual([401, "AUTH_REQUIRED"]);
  });
});

describe("a picture", { timeout: PATIENCE_MS }, () => {
  const put = (who: Browser, payload: Buffer, type = "image/png") =>
    who.inject({ method: "PUT", url: "/api/v1/account/avatar", headers: { "content-type": type }, payload });

  test("is taken for what it is, and served as nothing else", async () => {
    const ann = await someone();
    expect((await put(ann, png(64, 64), "image/jpeg")).statusCode).toBe(200);
    const { avatarUrl } = (await get(ann, "/account")).json();
    const shown = await ann.inject({ url: avatarUrl });
    expect(shown.headers).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-disposition": expect.stringContaining("attachment"),
    });
    expect(shown.rawPayload).toEqual(png(64, 64));
    expect((await send(ann, "DELETE", "/account/avatar")).statusCode).toBe(204);
    expect((await get(ann, "/account/avatar")).statusCode).toBe(404);
  });

  const WRONG: readonly (readonly [string, Buffer])[] = [
    ["a page", Buffer.from("<svg onload=alert(1)>".repeat(9))],
    ["more pixels than anybody needs", png(20_000, 20_000)],
    ["no pixels", png(0, 10)],
    ["nothing", Buffer.alloc(0)],
    ["the beginning of a picture", png(64, 64).subarray(0, 20)],
  ];
  test.each(WRONG)("that is %s is refused", async (_name, bytes) => {
    const answer = await put(await someone(), bytes);
    expect([400, 422]).toContain(answer.statusCode);
  });

  test("that is too large is refused", async () => {
    expect((await put(await someone(), Buffer.alloc(1_100_000))).statusCode).toBe(413);
  });
});

describe("a password", { timeout: PATIENCE_MS }, () => {
  test("#12 is changed with the present one; every other session ends", async () => {
    const ann = await someone();
    const other = await signIn(server, ann.email);
    const wrong = await send(ann, "POST", "/account/password", { current: "wrong", password: NEW_PASSWORD });
    expect(codeOf(wrong)).toEqual([422, "ACCOUNT_PASSWORD_WRONG"]);
    const changed = await send(ann, "POST", "/account/password", { current: PASSWORD, password: NEW_PASSWORD });
    expect(changed.json(), changed.body).toEqual({ endedSessions: 1, apiKeys: [] });
    expect((await get(ann, "/account")).statusCode).toBe(200);
    expect((await get(other, "/account")).statusCode).toBe(401);
    await signIn(server, ann.email, NEW_PASSWORD);
  });

  test("cannot be guessed with a session that was left open", async () => {
    const ann = await someone();
    const statuses = [];
    for (let i = 0; i < 7; i++)
      statuses.push(
        (await send(ann, "POST", "/account/password", { current: `no${i}`, password: NEW_PASSWORD })).statusCode,
      );
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
  });
});

describe("an e-mail address", { timeout: PATIENCE_MS }, () => {
  test("changes when the new one has shown that it is read, and the old one is told", async () => {
    const ann = await someone();
    const asked = await send(ann, "POST", "/account/email", { email: "new@example.com", password: PASSWORD });
    expect(asked.statusCode, asked.body).toBe(204);
    expect((await get(ann, "/account")).json().email).toBe(ann.email);
    const [letter] = await lettersTo(server, "new@example.com");
    const confirmed = await send(server.browser(), "POST", "/auth/confirm-email", { token: letter?.token });
    expect(confirmed.json()).toEqual({ email: "new@example.com" });
    await signIn(server, "new@example.com");
    expect((await lettersTo(server, ann.email)).map(({ subject }) => subject)).toEqual([
      "The e-mail address of your account was changed",
    ]);
  });

  test("of somebody else is asked for alike, and only its owner is told", async () => {
    const [ann, bob] = [await someone(), await someone()];
    const asked = await send(ann, "POST", "/account/email", { email: bob.email, password: PASSWORD });
    expect(asked.statusCode).toBe(204);
    const [letter] = await lettersTo(server, bob.email);
    expect([letter?.subject, letter?.token]).toEqual(["You have an account already", ""]);
  });
});

describe("sessions", { timeout: PATIENCE_MS }, () => {
  test("are listed, and ended one by one or all but this one", async () => {
    const ann = await someone();
    const [second, third] = [await signIn(server, ann.email), await signIn(server, ann.email)];
    const { items } = (await get(ann, "/account/sessions")).json();
    expect(items.map(({ isCurrent, method }: Record<string, unknown>) => [isCurrent, method]).sort()).toEqual([
      [false, "password"],
      [false, "password"],
      [true, "password"],
    ]);
    const own = (await get(second, "/account/sessions"))
      .json()
      .items.find((one: { isCurrent: boolean }) => one.isCurrent);
    expect((await send(ann, "DELETE", `/account/sessions/${own.id}`)).statusCode).toBe(204);
    expect((await get(second, "/account")).statusCode).toBe(401);
    expect((await send(ann, "DELETE", "/account/sessions")).json()).toEqual({ ended: 1 });
    expect((await get(third, "/account")).statusCode).toBe(401);
    expect((await get(ann, "/account")).statusCode).toBe(200);
  });

  test("of somebody else are answered like those that are none", async () => {
    const [ann, bob] = [await someone(), await someone()];
    const [bobs] = (await get(bob, "/account/sessions")).json().items;
    expect(codeOf(await send(ann, "DELETE", `/account/sessions/${bobs.id}`))).toEqual([
      404,
      "ACCOUNT_SESSION_NOT_FOUND",
    ]);
    expect((await get(bob, "/account")).statusCode).toBe(200);
  });
});

describe("going", { timeout: PATIENCE_MS }, () => {
  test("everything kept about a person can be taken along, and holds no secret", async () => {
    const ann = await someone();
    const asking = await openAskingBrowser(server, ann);
    const { id } = await asking.begin();
    await asking.ask(id, "how many sales", { messageId: "message-1" });
    const file = await get(ann, "/account/export");
    expect(file.headers["content-disposition"]).toContain("my-parlance-data.json");
    const data = file.json();
    expect(data).toMatchObject({
      account: [{ email: ann.email, name: "Robin" }],
      workspaces: [{ id: ann.workspaceId, role: "owner" }],
      conversations: [{ id }],
      questions: [{ question: "how many sales" }],
    });
    expect(file.body).not.toMatch(/argon2|[Dd]igest|passwordHash/);
  });

  test("an account goes with the workspaces nobody else owns, when these are named", async () => {
    const ann = await someone();
    await openAskingBrowser(server, ann);
    const member = await someone({ workspaceId: ann.workspaceId, role: "analyst" });
    expect((await get(ann, "/account/deletion")).json().workspaces).toMatchObject([
      { id: ann.workspaceId, otherMembers: 1 },
    ]);
    const unasked = await send(ann, "POST", "/account/deletion", { password: PASSWORD });
    expect(codeOf(unasked)).toEqual([409, "ACCOUNT_STILL_NEEDED"]);
    const wrong = await send(ann, "POST", "/account/deletion", { password: "no", workspaceIds: [ann.workspaceId] });
    expect(codeOf(wrong)).toEqual([422, "ACCOUNT_PASSWORD_WRONG"]);
    const gone = await send(ann, "POST", "/account/deletion", { password: PASSWORD, workspaceIds: [ann.workspaceId] });
    expect(gone.statusCode, gone.body).toBe(204);
    expect((await get(ann, "/account")).statusCode).toBe(401);
    expect((await get(member, "/workspaces/mine/sources")).statusCode, "the others lost it too").toBe(403);
  });

  test("what has another owner stays", async () => {
    const ann = await someone();
    const other = await someone();
    await addMember(server, { workspaceId: ann.workspaceId, userId: other.userId, role: "owner" });
    expect((await get(ann, "/account/deletion")).json().workspaces).toEqual([]);
    expect((await send(ann, "POST", "/account/deletion", { password: PASSWORD })).statusCode).toBe(204);
  });

  test("whoever alone looks after the server names somebody first", async () => {
    const admin = await someone({ isInstanceAdmin: true });
    const payload = { password: PASSWORD, workspaceIds: [admin.workspaceId] };
    expect(codeOf(await send(admin, "POST", "/account/deletion", payload))).toEqual([409, "ACCOUNT_STILL_NEEDED"]);
    await someone({ isInstanceAdmin: true });
    expect((await send(admin, "POST", "/account/deletion", payload)).statusCode).toBe(204);
  });
});

/** A picture as small as one can be that says it is so large. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(8))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
