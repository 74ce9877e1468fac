import type { Span } from "@parlance/core";
import { expect, test } from "vitest";
import { questionPieces } from "./question-spans.tsx";

const span = (start: number, end: number, role: Span["role"] = "column"): Span => ({ start, end, role });
const texts = (question: string, spans: readonly Span[]) =>
  questionPieces(question, spans).map(({ text, span: one }) => [text, one?.role ?? null]);

test.each<[string, string, Span[], [string, string | null][]]>([
  ["no spans leave the question whole", "how many orders", [], [["how many orders", null]]],
  [
    "spans cut it in order",
    "top orders",
    [span(4, 10, "table"), span(0, 3, "limit")],
    [
      ["top", "limit"],
      [" ", null],
      ["orders", "table"],
    ],
  ],
  [
    "an overlap keeps the first",
    "abcdef",
    [span(0, 4), span(2, 6)],
    [
      ["abcd", "column"],
      ["ef", null],
    ],
  ],
  ["a span past the end is ignored", "abc", [span(1, 9)], [["abc", null]]],
])("%s", (_name, question, spans, expected) => {
  expect(texts(question, spans)).toEqual(expected);
});
