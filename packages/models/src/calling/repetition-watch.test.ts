import { expect, test } from "vitest";
import { createRepetitionWatch } from "./repetition-watch.ts";

const piece = (content: string, more: object = {}): unknown => ({ choices: [{ delta: { content } }], ...more });

test.each<[string, readonly unknown[], number | undefined, boolean]>([
  ["a long piece twice", [piece("SELECT name FROM "), piece("SELECT name FROM ")], undefined, true],
  ["short pieces twice, more than tokens were written", [piece("a"), piece("a"), piece("b"), piece("b")], 2, true],
  ["a numbered event twice", [piece("a", { sequence_number: 1 }), piece("a", { sequence_number: 1 })], 9, true],
  ["a text that repeats itself", [piece("0"), piece("0"), piece("0")], 4, false],
  ["the same with nobody counting", [piece("0"), piece("0")], undefined, false],
  ["a line", [piece("----------------"), piece("----------------")], 9, false],
  [
    "numbered events that say the same",
    [piece("a", { sequence_number: 1 }), piece("a", { sequence_number: 2 })],
    9,
    false,
  ],
  ["many small pieces of a proxy", [piece("a"), piece("b"), piece("c")], 1, false],
])("%s", (_, events, outputTokens, isRepeating) => {
  const watch = createRepetitionWatch();
  for (const event of events) watch.see(event);
  expect(watch.isRepeating(outputTokens)).toBe(isRepeating);
});
