import { describe, expect, test } from "vitest";
import { isCode, isTest, readSource, repositoryFiles } from "./repository.ts";

/**
 * Who may open a source without saying for whom, and why nothing of it reaches a person who may not see it. A new place
 * is a decision to be read here; what answers people opens sources with openFor, openPlainFor or catalogFor.
 */
const WITHOUT_A_READER: Readonly<Record<string, string>> = {
  "apps/server/src/resources/sources/source-access.ts": "narrows what it opens",
  "apps/server/src/demo/demo-library.ts": "warms up demo data, which is everybody's",
  "apps/server/src/resources/data-rules/service.ts":
    "holds rules against the whole catalog, for those who may change rules",
  "apps/server/src/resources/data-rules/preview-service.ts": "narrows it for whoever is previewed",
  "apps/server/src/resources/file-changes/service.ts": "refuses people who see a part before it looks",
};

/** Who may read a stored catalog from the disk, or values with it. */
const FROM_THE_DISK: Readonly<Record<string, string>> = {
  "apps/server/src/resources/sources/source-access.ts": "narrows what it reads",
  "apps/server/src/resources/uploads/build-version.ts": "makes the next version of a source",
  "apps/server/src/syncing/sync-runner.ts": "makes the next version of a source",
  "apps/server/src/storage/source-storage.ts": "is the disk",
  "apps/server/src/demo/demo-library.ts": "makes demo data",
};

/** Who may say what a statement may touch; anybody else passes on the policy of an opened source. */
const POLICIES: Readonly<Record<string, string>> = {
  "apps/server/src/resources/sources/source-access.ts": "of a source before it is narrowed",
  "apps/server/src/combining/combined-sources.ts": "adds the restrictions of the members",
  "apps/server/src/governing/governing.ts": "adds the restrictions",
  "apps/cli/src/local-source.ts": "a person's own files on their own machine",
  "evals/model/whole-path.ts": "measures over data of its own",
  "packages/sql/src/guard/policy-for-catalog.ts": "is the function",
  "packages/sql/src/guard/index.ts": "exports it",
};

const product = repositoryFiles()
  .filter(
    (path) => isCode(path) && !isTest(path) && /^(?:apps|packages|evals)\//.test(path) && !path.includes("/fixtures/"),
  )
  .map((path) => ({ path, text: readSource(path) }));

const users = (pattern: RegExp): string[] => product.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe("access to sources", () => {
  test.each([
    ["open a source for nobody in particular", /\.(?:openWhole|wholeCatalog)\(/, WITHOUT_A_READER],
    ["read a catalog from the disk", /\.readCatalog\(/, FROM_THE_DISK],
    ["make a policy of their own", /\bpolicyForCatalog\b/, POLICIES],
  ])("only those on the list %s", (_name, pattern, allowed) => {
    expect(users(pattern).filter((path) => !(path in allowed))).toEqual([]);
  });
});
