import { expect, test } from "vitest";
import { lineDifference } from "./line-difference.ts";

const SIGNS = { same: " ", gone: "-", new: "+" } as const;

test.each<[string, string, string, string[]]>([
  ["nothing changed", "a\nb", "a\nb", [" a", " b"]],
  ["a line more", "a\nc", "a\nb\nc", [" a", "+b", " c"]],
  ["a line less", "a\nb\nc", "a\nc", [" a", "-b", " c"]],
  ["a line in place of another", "a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]],
  ["all of it", "a", "b", ["-a", "+b"]],
])("%s", (_name, before, after, lines) => {
  expect(lineDifference(before, after).map(({ kind, text }) => `${SIGNS[kind]}${text}`)).toEqual(lines);
});
