import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AskingBrowser, openAskingBrowser } from "../../fixtures/asking-browser.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RUNNING_MS = 1_500;
const ABSENT = "01980000-0000-7000-8000-000000000000";

/** Without what differs between two requests for the same reason. */
const plain = (response: { statusCode: number; json(): object }) => [
  response.statusCode,
  { ...response.json(), requestId: "" },
];

describe("conversations", () => {
  let server: TestServer;
  let ann: AskingBrowser;
  beforeAll(async () => {
    server = await openTestServer();
    ann = await openAskingBrowser(server);
  });
  afterAll(() => server.close());

  test("keeps each answer with its rows and takes its name from the first question", async () => {
    const { id } = await ann.begin();
    const answer = await ann.ask(id, "total amount per customer", { messageId: "message-1" });
    const { conversation, messages } = await ann.read(id);
    expect(conversation).toMatchObject({ title: "total amount per customer", messageCount: 1, sourceName: "sales" });
    expect(messages).toMatchObject([
      { id: "message-1", state: "done", sql: answer.sql, sentence: answer.sentence, isResultKept: true, error: null },
    ]);
    expect(messages[0]?.answer).toEqual(answer);
  });

  test("a follow-up leans on the message before it, although the client sends nothing of it", async () => {
    const { id } = await ann.begin();
    await ann.ask(id, "total amount per customer");
    const answer = await ann.ask(id, "only in South");
    expect(answer.sql).toMatch(/GROUP BY[\s\S]*/);
    expect(answer.sql).toContain("'South'");
    const again = await ann.ask(id, "and in North");
    expect(again.sql).toContain("'North'");
  });

  test("a reading that is chosen takes the answer's place, and the next question leans on it", async () => {
    const { id } = await ann.begin();
    const question = "customers by amount";
    const first = await ann.ask(id, question, { messageId: "chosen-message" });
    const reading = first.alternatives[0]?.sql ?? "";
    const chosen = await ann.ask(id, question, { messageId: "chosen-message", reading });
    const { messages } = await ann.read(id);
    expect(messages).toMatchObject([{ id: "chosen-message", sql: reading, sentence: chosen.sentence }]);
    const followed = await ann.send("POST", "/ask", {
      sourceId: ann.sourceId,
      question: "only in South",
      conversationId: id,
      mode: "generate",
    });
    const own = await ann.send("POST", "/ask", {
      sourceId: ann.sourceId,
      question: "only in South",
      previous: { question, sql: reading },
      mode: "generate",
    });
    expect(followed.json().sql).toBe(own.json().sql);
  });

  test("a cancelled question is kept as such", async () => {
    const { id } = await ann.begin();
    const asking = ann.send(
      "POST",
      "/ask",
      {
        sourceId: ann.sourceId,
        conversationId: id,
        question:
          "SELECT count(*) FROM sales a, range(100000000) b, range(100000) c WHERE a.id + b.range + c.range > 1",
        acceptCost: true,
      },
      { "x-query-id": "to-be-cancelled" },
    );
    await new Promise((resolve) => setTimeout(resolve, RUNNING_MS));
    await ann.send("DELETE", "/queries/to-be-cancelled");
    expect((await asking).json().code).toBe("QUERY_CANCELLED");
    expect((await ann.read(id)).messages).toMatchObject([{ state: "cancelled", error: null, answer: null }]);
  });

  test("one that has grown too long takes no more", async () => {
    const { id } = await ann.begin();
    await server.database.db.execute(`UPDATE conversations SET message_count = 500 WHERE id = '${id}'`);
    const asked = await ann.send("POST", "/ask", { sourceId: ann.sourceId, question: "how many", conversationId: id });
    expect([asked.statusCode, asked.json().code]).toEqual([409, "CONVERSATION_FULL"]);
  });

  test("a failed question is kept as such, and asking again takes its place", async () => {
    const { id } = await ann.begin();
    await ann.ask(id, "how many sales");
    const failed = await ann.send("POST", "/ask", {
      sourceId: ann.sourceId,
      conversationId: id,
      messageId: "retried",
      question: "SELECT error('made to fail') AS x FROM sales",
    });
    expect(failed.statusCode).toBeGreaterThanOrEqual(400);
    expect((await ann.read(id)).messages.map(({ state, error }) => [state, error?.code])).toEqual([
      ["done", undefined],
      ["failed", failed.json().code],
    ]);
    await ann.ask(id, "how many customers", { messageId: "retried" });
    const { conversation, messages } = await ann.read(id);
    expect(conversation.messageCount).toBe(2);
    expect(messages.map(({ id: messageId, state }) => [messageId, state])[1]).toEqual(["retried", "done"]);
  });

  test("one that is never asked in is not listed, and is swept", async () => {
    const bob = await openAskingBrowser(server);
    const { id } = await bob.begin();
    expect((await bob.send("GET", "/conversations")).json().items).toEqual([]);
    server.clock.advance(2 * HOUR_MS);
    await server.sweeper.sweep();
    expect((await bob.send("GET", `/conversations/${id}`)).statusCode).toBe(404);
  });

  test("a long result is kept by its first 50 rows", async () => {
    const { id } = await ann.begin();
    const question = "SELECT s.id, r.range AS n FROM sales s, range(100) r ORDER BY n, id";
    await ann.ask(id, question);
    const kept = (await ann.read(id)).messages[0]?.answer?.result;
    expect([kept?.rowCount, kept?.rows.length]).toEqual([300, 50]);
  });

  test("the character zero in a cell or a question breaks nothing", async () => {
    const { id } = await ann.begin();
    const sql = "SELECT chr(0) || 'x' AS zero FROM sales";
    await ann.ask(id, sql);
    await ann.ask(id, "how many \0 sales");
    const { messages } = await ann.read(id);
    expect(messages[0]?.answer?.result?.rows[0]).toEqual(["\0x"]);
    expect(messages[1]?.question).toBe("how many  sales");
  });

  test("renamed at one revision only", async () => {
    const { id } = await ann.begin();
    await ann.ask(id, "how many sales");
    const etag = String((await ann.send("GET", `/conversations/${id}`)).headers.etag);
    const rename = (title: string) => ann.send("PATCH", `/conversations/${id}`, { title }, { "if-match": etag });
    expect((await rename("Sales, counted")).json()).toMatchObject({ title: "Sales, counted" });
    expect((await rename("Too late")).json().code).toBe("EDIT_CONFLICT");
    await ann.ask(id, "how many customers");
    expect((await ann.read(id)).conversation.title).toBe("Sales, counted");
  });

  test("found by words of its title or any of its questions, page by page", async () => {
    const bob = await openAskingBrowser(server);
    const ids: string[] = [];
    for (const question of ["how many sales", "total amount per region", "how many customers"]) {
      const { id } = await bob.begin();
      await bob.ask(id, question);
      await bob.ask(id, "average amount");
      ids.unshift(id);
      server.clock.advance(1000);
    }
    const list = async (query: string) => (await bob.send("GET", `/conversations?${query}`)).json();
    const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);
    expect(idsOf(await list(""))).toEqual(ids);
    expect(idsOf(await list("q=REGION+amount"))).toEqual([ids[1]]);
    expect(idsOf(await list("q=average"))).toEqual(ids);
    expect(idsOf(await list("q=100%25"))).toEqual([]);
    expect(idsOf(await list(`sourceId=${bob.sourceId}`))).toEqual(ids);
    expect(idsOf(await list(`sourceId=${ABSENT}`))).toEqual([]);
    const first = await list("limit=2");
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect([idsOf(second), second.nextCursor]).toEqual([ids.slice(2), null]);
    expect((await bob.send("GET", "/conversations?cursor=nonsense!")).statusCode).toBe(400);
  });

  test("the history finds questions, answers and statements across conversations", async () => {
    const bob = await openAskingBrowser(server);
    const [one, other] = [await bob.begin(), await bob.begin()];
    await bob.ask(one.id, "total amount per customer");
    server.clock.advance(1000);
    await bob.ask(other.id, "how many sales");
    const history = async (q: string) => (await bob.send("GET", `/history?q=${q}`)).json().items;
    expect((await history("")).map(({ question }: { question: string }) => question)).toEqual([
      "how many sales",
      "total amount per customer",
    ]);
    expect(await history("CUSTOMER+total")).toMatchObject([{ conversationId: one.id }]);
    expect(await history("count")).toMatchObject([{ conversationId: other.id }]);
    const page = (await bob.send("GET", "/history?limit=1")).json();
    expect((await bob.send("GET", `/history?limit=1&cursor=${page.nextCursor}`)).json()).toMatchObject({
      items: [{ conversationId: one.id }],
      nextCursor: null,
    });
  });

  test("deleted for every reader at once, and back within a day", async () => {
    const { id } = await ann.begin();
    await ann.ask(id, "how many sales");
    expect((await ann.send("DELETE", `/conversations/${id}`)).statusCode).toBe(204);
    expect((await ann.send("GET", `/conversations/${id}`)).statusCode).toBe(404);
    expect((await ann.send("DELETE", `/conversations/${id}`)).statusCode).toBe(404);
    const asked = await ann.send("POST", "/ask", { sourceId: ann.sourceId, question: "x", conversationId: id });
    expect(asked.json().code).toBe("CONVERSATION_NOT_FOUND");
    expect((await ann.send("POST", `/conversations/${id}/restore`)).json()).toMatchObject({ id });
    expect((await ann.read(id)).messages).toHaveLength(1);
    await ann.send("DELETE", `/conversations/${id}`);
    server.clock.advance(23 * HOUR_MS);
    await server.sweeper.sweep();
    expect((await ann.send("POST", `/conversations/${id}/restore`)).statusCode).toBe(200);
    await ann.send("DELETE", `/conversations/${id}`);
    server.clock.advance(DAY_MS);
    expect((await ann.send("POST", `/conversations/${id}/restore`)).statusCode).toBe(404);
  });

  test("one message can be deleted by itself", async () => {
    const bob = await openAskingBrowser(server);
    const { id } = await bob.begin();
    for (const messageId of ["m-1", "m-2", "m-3"]) await bob.ask(id, `how many sales ${messageId}`, { messageId });
    expect((await bob.send("DELETE", `/conversations/${id}/messages/m-2`)).statusCode).toBe(204);
    expect((await bob.send("DELETE", `/conversations/${id}/messages/m-2`)).json().code).toBe("MESSAGE_NOT_FOUND");
    await bob.ask(id, "how many customers", { messageId: "m-4" });
    const { conversation, messages } = await bob.read(id);
    expect([conversation.messageCount, messages.map((message) => message.id)]).toEqual([3, ["m-1", "m-3", "m-4"]]);
  });

  test("a fork goes on by itself from a message", async () => {
    const bob = await openAskingBrowser(server);
    const { id } = await bob.begin();
    for (const [messageId, question] of [
      ["m-1", "total amount per customer"],
      ["m-2", "only in South"],
    ] as const)
      await bob.ask(id, question, { messageId });
    const fork = (await bob.send("POST", `/conversations/${id}/fork`, { messageId: "m-1" })).json();
    expect(fork).toMatchObject({ forkedFrom: id, messageCount: 1, sharedAt: null });
    const followed = await bob.ask(fork.id, "only in North");
    expect(followed.sql).toContain("'North'");
    expect((await bob.read(fork.id)).messages.map(({ question }) => question)).toEqual([
      "total amount per customer",
      "only in North",
    ]);
    expect((await bob.read(id)).messages).toHaveLength(2);
    expect((await bob.send("POST", `/conversations/${id}/fork`, { messageId: "none" })).json().code).toBe(
      "MESSAGE_NOT_FOUND",
    );
    await bob.send("DELETE", `/conversations/${id}`);
    expect((await bob.read(fork.id)).messages).toHaveLength(2);
  });

  test("when its source is deleted, questions and statements stay and every value goes", async () => {
    const bob = await openAskingBrowser(server);
    const { id } = await bob.begin();
    await bob.ask(id, "total amount per customer");
    await bob.send("DELETE", `/sources/${bob.sourceId}`);
    const response = await bob.send("GET", `/conversations/${id}`);
    expect(response.json().messages).toMatchObject([
      { question: "total amount per customer", state: "done", sourceId: null, sourceName: "sales", answer: null },
    ]);
    expect(response.json().messages[0].sql).toContain("GROUP BY");
    expect(response.body).not.toMatch(/Ann|15\.5/);
    const { rows } = await server.database.db.execute(
      "SELECT count(*)::int AS n FROM message_answers WHERE sentence LIKE '%Bob%'",
    );
    const asked = await bob.send("POST", "/ask", { sourceId: bob.sourceId, question: "x", conversationId: id });
    expect(asked.statusCode).toBe(404);
    expect(rows).toHaveLength(1);
  });

  test("an expired upload takes its values with it before it is swept", async () => {
    const bob = await openAskingBrowser(server);
    const { id } = await bob.begin();
    await bob.ask(id, "total amount per customer");
    server.clock.advance(25 * HOUR_MS);
    expect((await bob.read(id)).messages).toMatchObject([{ answer: null, sentence: null, sourceId: null }]);
    await server.sweeper.sweep();
    expect((await bob.read(id)).messages).toMatchObject([{ question: "total amount per customer", answer: null }]);
  });

  test("another instance answers a follow-up of a conversation begun on the first", async () => {
    const bob = await openAskingBrowser(server);
    const { id } = await bob.begin();
    await bob.ask(id, "total amount per customer");
    const other = await server.twin();
    const response = await other.fastify.inject({
      method: "POST",
      url: "/api/v1/ask",
      headers: { cookie: await bob.browser.cookie() },
      payload: { sourceId: bob.sourceId, question: "only in South", conversationId: id },
    });
    expect(response.json().sql).toContain("'South'");
    expect((await bob.read(id)).messages).toHaveLength(2);
  });
});

describe("expiry", () => {
  test("a conversation expires after its last message, and its workspace goes when nothing is left in it", async () => {
    const server = await openTestServer({ conversationLifetimeMs: 2 * DAY_MS });
    const ann = await openAskingBrowser(server);
    const { id } = await ann.begin();
    await ann.ask(id, "how many sales");
    server.clock.advance(DAY_MS - HOUR_MS);
    await ann.ask(id, "how many customers");
    server.clock.advance(2 * DAY_MS - HOUR_MS);
    await server.sweeper.sweep();
    expect((await ann.read(id)).messages).toHaveLength(2);
    server.clock.advance(HOUR_MS);
    expect((await ann.send("GET", `/conversations/${id}`)).statusCode).toBe(404);
    await server.sweeper.sweep();
    const left = await server.database.db.execute(
      "SELECT (SELECT count(*) FROM workspaces)::int + (SELECT count(*) FROM messages)::int AS n",
    );
    expect(left.rows).toEqual([{ n: 0 }]);
    await server.close();
  });

  test("0 keeps until somebody deletes", async () => {
    const server = await openTestServer({ conversationLifetimeMs: 0 });
    const ann = await openAskingBrowser(server);
    const { id } = await ann.begin();
    await ann.ask(id, "how many sales");
    server.clock.advance(4000 * DAY_MS);
    await server.sweeper.sweep();
    expect((await ann.read(id)).conversation).toMatchObject({ id, expiresAt: null });
    await server.close();
  });
});

test("after a restart a follow-up to a follow-up still resolves", async () => {
  const first = await openTestServer();
  const ann = await openAskingBrowser(first);
  const { id } = await ann.begin();
  await ann.ask(id, "total amount per customer");
  await ann.ask(id, "only in South");
  const cookie = await ann.browser.cookie();
  await first.stop();

  const second = await openTestServer({ dataDir: first.dataDir });
  const again = (url: string, payload?: object) =>
    second.fastify.inject({
      method: payload === undefined ? "GET" : "POST",
      url,
      headers: { cookie },
      ...(payload && { payload }),
    });
  const restored = (await again(`/api/v1/conversations/${id}`)).json();
  expect(restored.messages).toMatchObject([
    { question: "total amount per customer", isResultKept: false },
    { question: "only in South", isResultKept: false },
  ]);
  expect(restored.messages[1].answer.result.rows).not.toEqual([]);
  const followed = await again("/api/v1/ask", {
    sourceId: ann.sourceId,
    question: "and in North",
    conversationId: id,
  });
  expect(followed.json().sql).toMatch(/'North'\s+GROUP BY customer/);
  await second.close();
});

describe("of another browser", () => {
  let server: TestServer;
  let ann: AskingBrowser;
  let bob: AskingBrowser;
  let id: string;
  beforeAll(async () => {
    server = await openTestServer();
    [ann, bob] = [await openAskingBrowser(server), await openAskingBrowser(server)];
    ({ id } = await ann.begin());
    await ann.ask(id, "total amount per customer", { messageId: "message-1" });
  });
  afterAll(() => server.close());

  const ROUTES: [string, "GET" | "POST" | "PATCH" | "DELETE", (id: string) => string, object?][] = [
    ["reading", "GET", (one) => `/conversations/${one}`],
    ["renaming", "PATCH", (one) => `/conversations/${one}`, { title: "mine now" }],
    ["deleting", "DELETE", (one) => `/conversations/${one}`],
    ["restoring", "POST", (one) => `/conversations/${one}/restore`],
    ["forking", "POST", (one) => `/conversations/${one}/fork`, {}],
    ["sharing", "POST", (one) => `/conversations/${one}/share`],
    ["ending the share of", "DELETE", (one) => `/conversations/${one}/share`],
    ["deleting a message of", "DELETE", (one) => `/conversations/${one}/messages/message-1`],
  ];
  test.each(ROUTES)("%s one is answered as if it did not exist", async (_name, method, path, payload) => {
    const [foreign, absent] = [
      await bob.send(method, path(id), payload),
      await bob.send(method, path(ABSENT), payload),
    ];
    expect(plain(foreign)).toEqual(plain(absent));
    expect(foreign.statusCode).toBe(404);
  });

  test("asking in one is answered as if it did not exist, and writes nothing", async () => {
    const ask = (conversationId: string) =>
      bob.send("POST", "/ask", { sourceId: bob.sourceId, question: "how many sales", conversationId });
    const [foreign, absent] = [await ask(id), await ask(ABSENT)];
    expect(plain(foreign)).toEqual(plain(absent));
    expect((await ann.read(id)).messages).toHaveLength(1);
  });

  test("lists, searches and the history hold nothing of it", async () => {
    for (const path of [
      "/conversations",
      "/conversations?q=total",
      "/history",
      "/history?q=amount",
      `/history?sourceId=${ann.sourceId}`,
    ])
      expect((await bob.send("GET", path)).json(), path).toEqual({ items: [], nextCursor: null });
  });

  test("one about somebody else's source cannot be begun", async () => {
    const [foreign, absent] = [
      await bob.send("POST", "/conversations", { sourceId: ann.sourceId }),
      await bob.send("POST", "/conversations", { sourceId: ABSENT }),
    ];
    expect(plain(foreign)).toEqual(plain(absent));
    expect(foreign.statusCode).toBe(404);
  });
});

describe("shared", () => {
  let server: TestServer;
  let ann: AskingBrowser;
  beforeAll(async () => {
    server = await openTestServer();
    ann = await openAskingBrowser(server);
  });
  afterAll(() => server.close());

  const open = (token: string) =>
    server.browser().inject({ method: "GET", url: "/api/v1/shared-conversation", headers: { "x-share-token": token } });
  const shared = async () => {
    const { id } = await ann.begin();
    await ann.ask(id, "total amount per customer");
    const share = (await ann.send("POST", `/conversations/${id}/share`)).json();
    return { id, share };
  };

  test("whoever has the link reads words, rows and SQL, and no id of anything", async () => {
    const { id, share } = await shared();
    expect(share).toMatchObject({ messageCount: 1 });
    const response = await open(share.token);
    expect(response.json()).toMatchObject({
      title: "total amount per customer",
      messages: [{ question: "total amount per customer", sourceName: "sales", result: { rowCount: 2 } }],
    });
    const { messages, conversation } = await ann.read(id);
    for (const secret of [
      id,
      ann.sourceId,
      messages[0]?.id,
      messages[0]?.answer?.result?.resultId,
      conversation.sourceId,
    ])
      expect(response.body).not.toContain(String(secret));
    expect(response.headers["cache-control"]).toBe("no-store");
  });

  test("the token is kept as its digest only", async () => {
    const { share } = await shared();
    const { rows } = await server.database.db.execute("SELECT to_json(c)::text AS row FROM conversations c");
    expect(JSON.stringify(rows)).not.toContain(share.token);
  });

  test("what is asked later is not shown until it is shared again, and the link before stops", async () => {
    const { id, share } = await shared();
    await ann.ask(id, "only in South");
    expect((await open(share.token)).json().messages).toHaveLength(1);
    const next = (await ann.send("POST", `/conversations/${id}/share`)).json();
    expect((await open(next.token)).json().messages).toHaveLength(2);
    expect((await open(share.token)).statusCode).toBe(404);
  });

  test("a wrong, a revoked, a deleted and a restored one are answered alike", async () => {
    const nothing = plain(await open("x".repeat(43)));
    expect(nothing[0]).toBe(404);
    const revoked = await shared();
    await ann.send("DELETE", `/conversations/${revoked.id}/share`);
    expect(plain(await open(revoked.share.token))).toEqual(nothing);
    expect((await ann.read(revoked.id)).conversation.sharedAt).toBeNull();
    const deleted = await shared();
    await ann.send("DELETE", `/conversations/${deleted.id}`);
    expect(plain(await open(deleted.share.token))).toEqual(nothing);
    await ann.send("POST", `/conversations/${deleted.id}/restore`);
    expect(plain(await open(deleted.share.token))).toEqual(nothing);
    for (const token of ["", "x", "\u00ff", "' OR 1=1 --"]) expect(plain(await open(token))).toEqual(nothing);
  });

  test("the values go with the source, and the reader cannot ask it", async () => {
    const { share } = await shared();
    const reader = server.browser();
    const asked = await reader.inject({
      method: "POST",
      url: "/api/v1/ask",
      payload: { sourceId: ann.sourceId, question: "x" },
    });
    expect(asked.statusCode).toBe(404);
    await ann.send("DELETE", `/sources/${ann.sourceId}`);
    const response = await open(share.token);
    expect(response.json().messages).toMatchObject([
      { question: "total amount per customer", result: null, sentence: null },
    ]);
    expect(response.body).not.toContain("Ann");
  });
});
