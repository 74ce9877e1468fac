import { describe, expect, test } from "vitest";
import { isCode, isTest, readSource, repositoryFiles } from "./repository.ts";
import { OVERSIZED } from "./size-ratchet.ts";

const code = repositoryFiles()
  .filter((path) => isCode(path) && !path.startsWith("tools/house/"))
  .map((path) => ({ path, text: readSource(path) }));
const product = code.filter(({ path }) => !isTest(path));

const find = (pattern: RegExp, among = product): string[] =>
  among.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );

describe("style", () => {
  test("named exports only", () => {
    // Build tools read a default export from their configuration files.
    expect(find(/^export default /).filter((place) => !/^[^:]*\.config\.ts:/.test(place))).toEqual([]);
  });

  test("no empty catch", () => {
    expect(find(/catch\s*(\([^)]*\))?\s*\{\s*\}/, code)).toEqual([]);
  });

  test("no unfinished work in the code", () => {
    expect(find(/\b(?:TODO|FIXME|XXX|HACK)\b/, code)).toEqual([]);
  });

  test("no skipped or focused test without a condition", () => {
    expect(find(/\b(?:test|it|describe)\.(?:only|skip|todo)\(/, code)).toEqual([]);
  });

  test("nothing is rendered as raw HTML and no text is run as code", () => {
    expect(find(/dangerouslySetInnerHTML|\.innerHTML\s*=|\beval\(|new Function\(/)).toEqual([]);
  });
});

const MAX_LINES = 500;

describe("size", () => {
  const oversized = product
    .map(({ path, text }) => ({ path, lines: text.split("\n").length }))
    .filter(({ lines }) => lines > MAX_LINES);

  test(`files stay under ${MAX_LINES} lines, except those listed, which may only shrink`, () => {
    expect(oversized.filter(({ path, lines }) => lines > (OVERSIZED[path] ?? MAX_LINES))).toEqual([]);
  });

  test("the list of exceptions holds nothing that has shrunk enough", () => {
    expect(Object.keys(OVERSIZED).filter((path) => !oversized.some((file) => file.path === path))).toEqual([]);
  });
});
