import { describe, expect, test } from "vitest";
import { memorySharedState } from "../sharing/memory-shared-state.ts";
import type { SharedState } from "../sharing/shared-state.ts";
import { GatheredLog } from "./gathered-log.ts";
import { RecentLog } from "./recent-log.ts";

const line = (msg: string, level = 30, more: object = {}): string =>
  JSON.stringify({ level, time: 1_000, pid: 1, hostname: "h", msg, ...more });
const ALL = { level: "debug", text: "", limit: 100 } as const;

describe("the latest lines", () => {
  const log = new RecentLog();
  log.add(line("started", 30));
  log.add(line("request failed", 50, { reqId: "req-1", err: { message: "no such table" } }));
  log.add(line("slow", 40, { reqId: "req-2" }));
  log.add("no JSON at all");

  test.each<[string, Partial<{ level: "warn" | "error"; text: string; limit: number }>, string[]]>([
    ["all, newest first", {}, ["slow", "request failed", "started"]],
    ["by level and graver", { level: "warn" }, ["slow", "request failed"]],
    ["by a part of the message in any case", { text: "START" }, ["started"]],
    ["by a request's id", { text: "req-1" }, ["request failed"]],
    ["by what else stands in the line", { text: "such table" }, ["request failed"]],
    ["no more than were asked for", { limit: 1 }, ["slow"]],
  ])("are found: %s", (_name, filter, messages) => {
    expect(log.find({ ...ALL, ...filter }).map(({ message }) => message)).toEqual(messages);
  });

  test("are told without what every line has", () => {
    expect(log.find({ ...ALL, text: "failed" })).toEqual([
      {
        number: 2,
        at: 1_000,
        level: "error",
        message: "request failed",
        requestId: "req-1",
        more: '{"err":{"message":"no such table"}}',
      },
    ]);
  });

  test("stay within their memory, however many and however long", () => {
    const flooded = new RecentLog();
    for (let i = 0; i < 5_000; i++) flooded.add(line(`line ${i}`));
    expect(flooded.count).toBeLessThanOrEqual(2_000);
    expect(flooded.find({ ...ALL, limit: 1 })[0]?.message).toBe("line 4999");
    for (let i = 0; i < 1_000; i++) flooded.add(line("x".repeat(50_000)));
    expect(flooded.count).toBeLessThan(300);
  });
});

describe("of several instances", () => {
  const memory = memorySharedState({ now: () => Date.now() }, { error: () => undefined });
  const shared: SharedState = { ...memory, status: () => "shared" };
  const instance = (name: string, others: readonly string[]) => {
    const recent = new RecentLog();
    let id = 0;
    const needs = { recent, shared, instance: name, others: async () => others, newId: () => `${name}-${id++}` };
    return { recent, log: new GatheredLog(needs) };
  };

  test("each is asked, and one that does not answer is named", async () => {
    const a = instance("a", ["b", "gone"]);
    const b = instance("b", ["a"]);
    a.recent.add(line("said by a"));
    b.recent.add(JSON.stringify({ level: 50, time: 2_000, msg: "said by b" }));
    const { entries, silent } = await a.log.find(ALL);
    expect(entries.map((entry) => [entry.instance, entry.message])).toEqual([
      ["b", "said by b"],
      ["a", "said by a"],
    ]);
    expect(silent).toEqual(["gone"]);
    expect((await b.log.find({ ...ALL, level: "error" })).entries).toHaveLength(1);
    a.log.close();
    b.log.close();
  });
});
