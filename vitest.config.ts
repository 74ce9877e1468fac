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

const EVERYWHERE = [
  "packages/*/src/**/*.test.ts",
  "apps/*/src/**/*.test.ts",
  "apps/*/e2e/**/*.test.ts",
  "demo/src/**/*.test.ts",
  "evals/**/*.test.ts",
  "bench/**/*.test.ts",
  "tools/**/*.test.ts",
];

const PROGRAMS = "tools/programs-for-tests.ts";

const onPostgres: TestProjectConfiguration = {
  extends: true,
  test: {
    name: "on PostgreSQL",
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
    projects: [
      { extends: true, test: { name: "here", include: EVERYWHERE, globalSetup: PROGRAMS } },
      ...(isSkipped(postgresServer) ? [] : [onPostgres]),
    ],
  },
});
