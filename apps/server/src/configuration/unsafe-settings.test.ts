import { describe, expect, test } from "vitest";
import { startServer } from "../main.ts";
import type { ServerOptionsInput } from "../server-options.ts";
import { settingsOf } from "./settings.ts";
import { unsafeSettings } from "./unsafe-settings.ts";

const KEY = "k7Jw0pZs2VbQx9RmT4uYc6NfH1dLgA3E";
const LINUX = { hasMemoryLimit: true };
const told = (options: Partial<ServerOptionsInput>, machine = LINUX) =>
  unsafeSettings(settingsOf(options), machine).map(({ key, isWarning }) => (isWarning ? `${key}?` : key));

test.each<[string, Partial<ServerOptionsInput>, string[]]>([
  ["nothing set", {}, []],
  ["a key of its own", { secretKey: KEY }, []],
  ["a short key", { secretKey: "short" }, ["server.secretKey"]],
  ["a key without variety", { secretKey: "a".repeat(40) }, ["server.secretKey"]],
  ["an older key that is short", { secretKey: `${KEY}, old` }, ["server.secretKey"]],
  ["a key of an example", { secretKey: "change-me" }, ["server.secretKey", "server.secretKey"]],
  ["a key to fill in", { llmApiKey: "<your key>" }, ["models.apiKey"]],
  ["a mail password of an example", { mailPassword: "Password" }, ["mail.password"]],
  ["a database password of an example", { databaseUrl: "postgres://p:changeme@db/p" }, ["storage.databaseUrl"]],
  ["the same on this machine", { databaseUrl: "postgres://p:changeme@127.0.0.1/p" }, []],
  ["every address without TLS", { host: "0.0.0.0" }, ["server.host"]],
  ["one address without TLS", { host: "192.168.1.5" }, ["server.host"]],
  ["every address of IPv6 without TLS", { host: "::" }, ["server.host"]],
  ["behind a proxy", { host: "0.0.0.0", isBehindProxy: true }, []],
  ["with an https address", { host: "0.0.0.0", publicUrl: "https://data.example.com" }, []],
  [
    "with an http address",
    { host: "0.0.0.0", isBehindProxy: true, publicUrl: "http://data.example.com" },
    ["server.host"],
  ],
  ["told that plain HTTP is fine", { host: "0.0.0.0", isPlainHttpAllowed: true }, []],
  ["this machine alone", { host: "::1" }, []],
])("%s", (_name, options, keys) => expect(told(options)).toEqual(keys));

describe("without anything that limits the memory of query processes", () => {
  const bare = { hasMemoryLimit: false };
  test.each<[string, Partial<ServerOptionsInput>, string[]]>([
    ["this machine alone is warned", {}, ["access.withoutSandbox?"]],
    ["a server for others does not start", { host: "0.0.0.0", isBehindProxy: true }, ["access.withoutSandbox"]],
    ["one that was told so does", { host: "0.0.0.0", isBehindProxy: true, isSandboxOptional: true }, []],
  ])("%s", (_name, options, keys) => expect(told(options, bare)).toEqual(keys));
});

test("a server that is not safe touches nothing", async () => {
  const start = startServer({ dataDir: "/nowhere/at/all", host: "0.0.0.0", secretKey: "hunter2" });
  await expect(start).rejects.toThrow(/secret key is too weak[\s\S]*Listening on 0\.0\.0\.0 without TLS/);
  await expect(start).rejects.not.toThrow("hunter2");
});
