import { builtinModules } from "node:module";
import { describe, expect, test } from "vitest";
import { importsOf, isCode, isTest, readSource, repositoryFiles, resolveRelative, workspaceOf } from "./repository.ts";

/** Which workspaces each workspace may import. What is not listed is forbidden. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  "packages/core": [],
  "packages/sql": ["@parlance/core"],
  "packages/engine": ["@parlance/core", "@parlance/sql"],
  "packages/connectors": ["@parlance/core", "@parlance/sql", "@parlance/worker"],
  "packages/worker": ["@parlance/core", "@parlance/sql"],
  "packages/knowledge": ["@parlance/core", "@parlance/sql"],
  "packages/models": ["@parlance/core"],
  "packages/plugin": ["@parlance/core"],
  "packages/ask": ["@parlance/core", "@parlance/sql", "@parlance/engine"],
  "packages/testkit": ["@parlance/core"],
  "packages/client": [],
  "packages/ui": ["@parlance/core"],
  demo: ["@parlance/core"],
  "apps/server": [
    "@parlance/core",
    "@parlance/sql",
    "@parlance/engine",
    "@parlance/ask",
    "@parlance/connectors",
    "@parlance/knowledge",
    "@parlance/models",
    "@parlance/plugin",
    "@parlance/worker",
    "@parlance/demo",
  ],
  "apps/web": ["@parlance/core", "@parlance/client", "@parlance/ui"],
  "apps/cli": [
    "@parlance/core",
    "@parlance/sql",
    "@parlance/engine",
    "@parlance/ask",
    "@parlance/connectors",
    "@parlance/knowledge",
    "@parlance/models",
    "@parlance/worker",
    "@parlance/server",
  ],
};

/** Pure packages: no IO of any kind, so that they run in a browser, a worker or a test alike. */
const PURE = ["packages/core", "packages/sql", "packages/engine", "packages/ask", "packages/knowledge"];
const IMPURE_GLOBALS =
  /\b(?:process\.(?:env|cwd|argv)|fetch\(|Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\()/;

/** Runs before anything is built; hands over to the bootstrap or, from source, to tsx. */
const LAUNCHER = "apps/cli/bin/parlance.mjs";

const BUILTINS = new Set(builtinModules);
const isBuiltin = (specifier: string): boolean => specifier.startsWith("node:") || BUILTINS.has(specifier);

const sources = repositoryFiles()
  .filter((path) => isCode(path) && !isTest(path))
  .flatMap((path) => {
    const workspace = workspaceOf(path);
    return workspace === undefined ? [] : [{ path, workspace, text: readSource(path) }];
  });

describe("imports go one way", () => {
  test("a workspace imports only the workspaces below it", () => {
    const wrong = sources.flatMap(({ path, workspace, text }) =>
      importsOf(text)
        .filter((name) => name.startsWith("@parlance/"))
        .map((name) => name.split("/").slice(0, 2).join("/"))
        .filter((name) => !(ALLOWED[workspace] ?? []).includes(name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test("no relative import leaves its workspace", () => {
    const wrong = sources.flatMap(({ path, workspace, text }) =>
      importsOf(text)
        .filter((name) => name.startsWith("."))
        .filter((name) => workspaceOf(resolveRelative(path, name)) !== workspace)
        .filter(() => path !== LAUNCHER)
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test("the test kit is imported by tests only", () => {
    expect(
      sources
        .filter(({ workspace, text }) => workspace !== "packages/testkit" && text.includes("@parlance/testkit"))
        .map(({ path }) => path),
    ).toEqual([]);
  });
});

describe("pure packages", () => {
  const pure = sources.filter(({ workspace }) => PURE.includes(workspace));

  test("import nothing from Node", () => {
    expect(
      pure.flatMap(({ path, text }) =>
        importsOf(text)
          .filter(isBuiltin)
          .map((name) => `${path} imports ${name}`),
      ),
    ).toEqual([]);
  });

  test("read no clock, environment, network or dice", () => {
    expect(
      pure
        .filter(({ text }) => IMPURE_GLOBALS.test(text))
        .map(({ path, text }) => `${path}: ${IMPURE_GLOBALS.exec(text)?.[0]}`),
    ).toEqual([]);
  });
});

describe("dependencies", () => {
  test("every library a workspace imports is declared in its own package.json", () => {
    const missing = sources.flatMap(({ path, workspace, text }) => {
      const manifest = JSON.parse(readSource(`${workspace}/package.json`)) as { dependencies?: Record<string, string> };
      const declared = Object.keys(manifest.dependencies ?? {});
      return importsOf(text)
        .filter((name) => !name.startsWith(".") && !isBuiltin(name))
        .map((name) => (name.startsWith("@") ? name.split("/").slice(0, 2).join("/") : (name.split("/")[0] ?? name)))
        .filter((name) => !declared.includes(name) && name !== manifestName(workspace))
        .filter((name) => !isBuildTool(path, name))
        .map((name) => `${path} imports ${name}`);
    });
    expect([...new Set(missing)]).toEqual([]);
  });
});

const manifestName = (workspace: string): string =>
  (JSON.parse(readSource(`${workspace}/package.json`)) as { name: string }).name;

/** Build configuration and the test kit use tools that the repository root declares. */
const isBuildTool = (path: string, name: string): boolean =>
  path.endsWith(".config.ts") ||
  path.endsWith("generate-client.ts") ||
  path === LAUNCHER ||
  (path.startsWith("packages/testkit/") && name === "vitest");
