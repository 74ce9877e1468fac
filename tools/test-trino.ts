import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fetchTrino, trinoProgram } from "@parlance/testkit/trino";

/**
 * npm run test:trino: the tests that need a real Trino. It takes a Java (JAVA_HOME, or on PATH) and Maven; the newest
 * release that this Java runs is fetched into the user's cache the first time.
 */
const TESTS = ["packages/connectors/src/trino"];

const program = trinoProgram();
if (program === undefined) throw new Error("No Java was found. Install one (17 or newer), or set JAVA_HOME.");
await fetchTrino(program, console.log);
console.log(`Trino ${program.version}`);
const filters = process.argv.slice(2);
const { status } = spawnSync(
  process.execPath,
  [join("node_modules", "vitest/vitest.mjs"), "run", "--reporter=default", ...(filters.length > 0 ? filters : TESTS)],
  { stdio: "inherit", env: { ...process.env, PARLANCE_TEST_TRINO: "1" } },
);
process.exitCode = status ?? 1;
