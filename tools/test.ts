import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
}

/** Runs one check from node_modules/.bin and tells whether it passed. */
function check(label: string, command: string, args: readonly string[]): boolean {
  console.log(`\n== ${label}`);
  const started = performance.now();
  const { status } = spawnSync(process.execPath, [join("node_modules", command), ...args], { stdio: "inherit" });
  console.log(
    `-- ${label}: ${status === 0 ? "passed" : "FAILED"} in ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  return status === 0;
}

function runTests(filters: readonly string[]): { isGreen: boolean; report: VitestReport | undefined } {
  const folder = mkdtempSync(join(tmpdir(), "parlance-test-"));
  const file = join(folder, "report.json");
  const isGreen = check("tests", "vitest/vitest.mjs", [
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...filters,
  ]);
  try {
    // The shape is vitest's own JSON report.
    return { isGreen, report: JSON.parse(readFileSync(file, "utf8")) as VitestReport };
  } catch (error) {
    console.error(`No test report was written: ${String(error)}`);
    return { isGreen: false, report: undefined };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const filters = process.argv.slice(2);
const isWholeRun = filters.length === 0;
const areTypesRight = !isWholeRun || check("types", "typescript/bin/tsc", ["-p", "tsconfig.json"]);
const isStyleRight = !isWholeRun || check("style", "@biomejs/biome/bin/biome", ["check", "."]);
const { isGreen, report } = runTests(filters);

const passed = (report?.numPassedTests ?? 0) + Number(isWholeRun && areTypesRight) + Number(isWholeRun && isStyleRight);
const failed = (report?.numFailedTests ?? 0) + Number(!areTypesRight) + Number(!isStyleRight);
const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
const isAllGreen = areTypesRight && isStyleRight && isGreen;
// A suite that fails to load fails no single test: count it so that the line below never hides it.
const shownFailed = isAllGreen ? failed : Math.max(failed, 1);
console.log(`\n${passed} passed, ${shownFailed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = isAllGreen ? 0 : 1;
