import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fetchTrino, startTrino, trinoProgram } from "@parlance/testkit/trino";

/**
 * npm run test:trino: the tests that need a real Trino. It takes a Java (JAVA_HOME, or on PATH) and Maven; the newest
 * release that this Java runs is fetched into the user's cache the first time. One server serves all of the tests, so
 * that their files come one after the other.
 */
const TESTS = [
  "packages/connectors/src/trino",
  "packages/sql/src/print/dialects.real.test.ts",
  "packages/sql/src/guard/restrict/restrict.real.test.ts",
  "packages/sql/src/guard/restrict/reads.real.test.ts",
  "demo/src/dialects.real.test.ts",
];

const program = trinoProgram();
if (program === undefined) throw new Error("No Java was found. Install one (17 or newer), or set JAVA_HOME.");
await fetchTrino(program, console.log);
console.log(`Trino ${program.version}`);
const server = await startTrino();
const filters = process.argv.slice(2);
const tests = filters.length > 0 ? filters : TESTS;
const vitest = spawn(
  process.execPath,
  [join("node_modules", "vitest/vitest.mjs"), "run", "--no-file-parallelism", "--reporter=default", ...tests],
  { stdio: "inherit", env: { ...process.env, PARLANCE_TEST_TRINO: String(server.port) } },
);
try {
  const [status] = await once(vitest, "exit");
  process.exitCode = typeof status === "number" ? status : 1;
} finally {
  await server.stop();
}
