import { expect, test } from "vitest";
import { conversationLifetime } from "./kept-days.ts";

test.each<[string, string | undefined, object]>([
  ["nothing set", undefined, {}],
  ["set to nothing", " ", {}],
  ["a week", "7", { conversationLifetimeMs: 604_800_000 }],
  ["for ever", "0", { conversationLifetimeMs: 0 }],
])("%s", (_name, days, options) => expect(conversationLifetime(days)).toEqual(options));

test.each(["-1", "1.5", "a week", "999999"])("%s is refused with what to do", (days) => {
  expect(() => conversationLifetime(days)).toThrow("no number of days");
});
