import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, readSource, repositoryFiles } from "./repository.ts";

const documents = repositoryFiles().filter((path) => path.endsWith(".md"));
const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

/** Links to files of this repository; the part after "#" names a heading and is checked by eye. */
function localLinks(path: string): string[] {
  return [...readSource(path).matchAll(LINK)]
    .map((match) => (match[1] ?? "").replace(/#.*$/, ""))
    .filter((link) => link !== "" && !/^[a-z]+:/.test(link));
}

describe("documents", () => {
  test.each(documents)("links in %s lead somewhere", (path) => {
    const broken = localLinks(path).filter(
      (link) => !existsSync(join(ROOT, posix.normalize(posix.join(posix.dirname(path), link)))),
    );
    expect(broken).toEqual([]);
  });

  test("the documents a newcomer looks for exist", () => {
    const wanted = [
      "README.md",
      "ARCHITECTURE.md",
      "CONTRIBUTING.md",
      "CHANGELOG.md",
      "LICENSE",
      "bench/README.md",
      "evals/README.md",
      "docs/errors.md",
      "docs/security.md",
    ];
    expect(wanted.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test("invariants in ARCHITECTURE.md each name a test that exists", () => {
    const section = readSource("ARCHITECTURE.md").split("## Invariants")[1]?.split("\n## ")[0] ?? "";
    const rows = section.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:invariant|---)/i.test(line));
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.filter((row) => !/\]\([^)]+\.test\.ts\)/.test(row))).toEqual([]);
  });
});
