import { defineConfig, type TestProjectConfiguration } from "vitest/config";
import { postgresServer } from "./packages/testkit/src/servers/postgres-server.ts";
import { isSkipped } from "./packages/testkit/src/servers/server-kind.ts";

/** Areas whose tests run a second time with the product database on a PostgreSQL server. */
const ON_POSTGRES = [
  "account",
  "audit",
  "auth",
  "api-keys",
  "conversations",
  "invitations",
  "knowledge",
  "members",
  "saved-answers",
  "sources",
  "uploads",
  "workspaces",
];

/**
 * Tests of code that keeps nothing between its callers share a process: what they import is loaded and compiled once
 * for all of them. Tests that watch their own process, end others or change the environment have one each.
 */
const TOGETHER = [
  "packages/{ask,client,core,engine,knowledge,models,plugin,sql,ui}/src/**/*.test.ts",
  "apps/server/src/resources/**/*.test.ts",
  "apps/web/src/**/*.test.ts",
  "evals/**/*.test.ts",
  "tools/house/*.test.ts",
];

const ALONE = [
  "packages/{connectors,testkit,worker}/src/**/*.test.ts",
  "apps/cli/src/**/*.test.ts",
  "apps/server/src/!(resources)/**/*.test.ts",
  "apps/server/src/*.test.ts",
  "demo/src/**/*.test.ts",
  "bench/**/*.test.ts",
  "tools/*.test.ts",
  "tools/guard/*.test.ts",
];

const PROGRAMS = "tools/programs-for-tests.ts";

const onPostgres: TestProjectConfiguration = {
  extends: true,
  test: {
    name: "on PostgreSQL",
    isolate: false,
    include: [
      `apps/server/src/resources/{${ON_POSTGRES.join(",")}}/*.test.ts`,
      "apps/server/src/retrieving/retrieving.test.ts",
    ],
    globalSetup: [PROGRAMS, "apps/server/src/fixtures/postgres-setup.ts"],
    setupFiles: "apps/server/src/fixtures/use-postgres.ts",
  },
};

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // A condition that is polled for comes true late on a busy machine, and at once on any other.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      { extends: true, test: { name: "here", include: TOGETHER, isolate: false, globalSetup: PROGRAMS } },
      { extends: true, test: { name: "alone", include: ALONE, globalSetup: PROGRAMS } },
      {
        extends: true,
        // A whole flow of a page is many waits, each of which a busy machine may draw out.
        test: {
          name: "in a browser",
          include: ["apps/web/e2e/**/*.test.ts"],
          globalSetup: PROGRAMS,
          testTimeout: 240_000,
        },
      },
      ...(isSkipped(postgresServer) ? [] : [onPostgres]),
    ],
  },
});
