import { AppError } from "@parlance/core";
import { DrizzleQueryError, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";
import { loggedError } from "./logged-error.ts";

const QUESTION = "how much does ann@example.com earn\n    at Acme (x.ts:1:1)";
const NAMES_IT = /ann@example\.com|earn|Acme/;

const ofDatabase = (message: string): Error =>
  Object.assign(new Error(message), {
    severity: "ERROR",
    code: "23505",
    constraint: "users_email_key",
    detail: `Key (email)=(${QUESTION}) already exists.`,
    where: QUESTION,
    params: [QUESTION],
  });
const failed = () =>
  new DrizzleQueryError(
    "insert into users (email) values ($1)",
    [QUESTION],
    ofDatabase(`invalid input: "${QUESTION}"`),
  );

describe("errors in the log", () => {
  const ERRORS: [string, Error][] = [
    ["of a statement", failed()],
    ["of the database itself", ofDatabase(`value out of range: '${QUESTION}'`)],
    ["beneath one of ours", new AppError("INTERNAL_ERROR", { cause: failed() })],
    ["two levels down", new Error("outer", { cause: new Error("inner", { cause: failed() }) })],
    ["among several", new AggregateError([new Error("other"), failed()], "several")],
  ];
  test.each(ERRORS)("%s hold no value that somebody gave", (_name, error) => {
    const told = JSON.stringify(loggedError(error));
    expect(told).not.toMatch(NAMES_IT);
    expect(told).toContain("logged-error.test.ts");
  });

  test("tell which statement and which rule it was", () => {
    const told = JSON.stringify(loggedError(failed()));
    expect(told).toContain("insert into users (email) values ($1)");
    const inner = JSON.stringify(loggedError(ofDatabase('duplicate key value violates "users_email_key"')));
    expect(inner).toContain('"constraint":"users_email_key"');
    expect(inner).toContain("duplicate key value violates");
  });

  test.each([
    ["any other error", new TypeError("x is no function")],
    ["one of the system", Object.assign(new Error("no space"), { code: "ENOSPC", syscall: "write" })],
  ])("%s is told whole", (_name, error) => {
    expect(loggedError(error)).toMatchObject({ message: error.message, stack: error.stack });
  });
});

describe("a statement that fails on a real server", () => {
  let server: TestServer;
  const lines: string[] = [];
  beforeAll(async () => {
    server = await openTestServer({ logTo: { writableLength: 0, write: (line) => lines.push(line) } });
  });
  afterAll(() => server.close());

  test("leaves its parameters out of the log", async () => {
    const failing = server.database.db.execute(sql`SELECT ${QUESTION}::uuid`);
    const error: unknown = await failing.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(String(error)).toContain("ann@example.com");
    server.fastify.log.error({ err: new Error("outer", { cause: error }) }, "request failed");
    expect(lines.join("")).toContain("Failed query: SELECT $1::uuid");
    expect(lines.join("")).not.toMatch(NAMES_IT);
  });
});
