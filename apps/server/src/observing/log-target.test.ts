import { describe, expect, test } from "vitest";
import { unblockedLog } from "./log-target.ts";

const written = (line: string, secrets: readonly string[] = []): string => {
  const lines: string[] = [];
  unblockedLog(
    { writableLength: 0, write: (text) => lines.push(text) },
    () => secrets,
    () => undefined,
  ).write(line);
  return lines.join("");
};

describe("log lines", () => {
  const SECRETS: [string, string, string][] = [
    [
      "an address with a password",
      "connect postgres://ann:hunter2@db/x failed",
      "connect postgres://ann:***@db/x failed",
    ],
    ["a password with a colon in it", "mysql://a:b:c@h", "mysql://a:***@h"],
    ["a bearer token", '"authorization":"Bearer abc.def-ghi"', '"authorization":"Bearer ***"'],
    ["a password as a field", '{"password":"hunter2","a":1}', '{"password":"***","a":1}'],
    [
      "a password in a message within JSON",
      '{"msg":"{\\"password\\":\\"hunter2\\"}"}',
      '{"msg":"{\\"password\\":\\"***\\"}"}',
    ],
    ["a key in an address", "GET /v1?api_key=abcdefgh&x=1", "GET /v1?api_key=***&x=1"],
    ["a vendor's key anywhere", "key sk-proj-0123456789abcdef is wrong", "key *** is wrong"],
  ];
  test.each(SECRETS)("lose %s", (_name, line, expected) => {
    expect(written(line)).toBe(expected);
  });

  test("lose the server's own secrets wherever they stand", () => {
    expect(written('{"msg":"a\\"secret-value was given"}', ['a"secret-value'])).toBe('{"msg":"*** was given"}');
  });

  test.each(["the token is null", '{"status":200,"path":"/api/v1/ask"}', "SELECT password FROM users", "12:30:15"])(
    "keep %s",
    (line) => {
      expect(written(line)).toBe(line);
    },
  );

  test("are given up and counted where the target takes no more", () => {
    let dropped = 0;
    let taken = 0;
    const target = { writableLength: 0, write: () => taken++ };
    const log = unblockedLog(
      target,
      () => [],
      () => dropped++,
    );
    log.write("one");
    target.writableLength = 2 * 1024 * 1024;
    log.write("two");
    expect([taken, dropped]).toEqual([1, 1]);
  });

  test("are given up where the disk is full", () => {
    let dropped = 0;
    const write = () => {
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    };
    unblockedLog(
      { writableLength: 0, write },
      () => [],
      () => dropped++,
    ).write("one");
    expect(dropped).toBe(1);
  });
});
