import { describe, expect, test } from "vitest";
import { isCode, readSource, repositoryFiles } from "./repository.ts";

const files = repositoryFiles();

function foldersUnder(prefix: string): string[] {
  const names = files.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length).split("/"));
  return [...new Set(names.filter((parts) => parts.length > 1).map(([name]) => name ?? ""))];
}

const CONNECTOR_FILES = [
  "index.ts",
  "config.ts",
  "driver.ts",
  "introspect.ts",
  "dialect.ts",
  "types.ts",
  "errors.ts",
  "README.md",
];
/** A source that is copied has no queries of its own: nothing to introspect, no dialect, no native types. */
const SYNCED_CONNECTOR_FILES = ["index.ts", "config.ts", "driver.ts", "errors.ts", "README.md"];
const RESOURCE_FILES = ["schema.ts", "routes.ts", "service.ts", "policy.ts"];

/** Parts that all remote connectors share. */
const NOT_CONNECTORS = new Set(["outbound", "plugged", "process"]);

describe("folder shapes", () => {
  test.each(foldersUnder("packages/connectors/src/").filter((name) => !NOT_CONNECTORS.has(name)))(
    "connector %s has all its parts and a test",
    (name) => {
      const folder = `packages/connectors/src/${name}/`;
      const isSynced = readSource(`${folder}index.ts`).includes("defineSyncedConnector");
      const parts = isSynced ? SYNCED_CONNECTOR_FILES : CONNECTOR_FILES;
      expect(parts.filter((file) => !files.includes(folder + file))).toEqual([]);
      expect(files.some((path) => path.startsWith(folder) && path.endsWith(".test.ts"))).toBe(true);
    },
  );

  test.each(foldersUnder("apps/server/src/resources/"))(
    "resource %s has schema, routes, service, policy and a test",
    (name) => {
      const folder = `apps/server/src/resources/${name}/`;
      expect(RESOURCE_FILES.filter((file) => !files.includes(folder + file))).toEqual([]);
      expect(files.some((path) => path.startsWith(folder) && path.endsWith(".test.ts"))).toBe(true);
    },
  );
});

const BANNED = new Set(["utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "stuff"]);
const words = (path: string): string[] => path.replace(/\.[^/]*$/, "").split(/[/-]/);

describe("names", () => {
  const code = files.filter(isCode);

  test("no file or folder is called after nothing in particular", () => {
    expect(code.filter((path) => words(path).some((word) => BANNED.has(word)))).toEqual([]);
  });

  test("file names are kebab-case", () => {
    const isKebab = (path: string) => /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(path.split("/").at(-1) ?? "");
    expect(code.filter((path) => !isKebab(path))).toEqual([]);
  });
});
