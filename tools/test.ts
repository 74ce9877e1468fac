import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

interface Run {
  readonly isGreen: boolean;
  readonly report: VitestReport | undefined;
}

/** A fault in more files than this is no accident of a busy machine. */
const MAX_RUN_AGAIN = 3;

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

function runTests(label: string, filters: readonly string[]): Run {
  const folder = mkdtempSync(join(tmpdir(), "parlance-test-"));
  const file = join(folder, "report.json");
  const isGreen = check(label, "vitest/vitest.mjs", [
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

/** Whole test files that failed, as paths below the root. */
function failedFiles(report: VitestReport): readonly string[] {
  const failed = report.testResults.filter(({ status }) => status === "failed");
  return [...new Set(failed.map(({ name }) => relative(process.cwd(), name)))];
}

/**
 * Tests of processes, clocks and pages can fail on a machine that is busy elsewhere. A few failed files of a whole run are
 * run a second time by themselves; what holds then is named as unsteady at the end, for somebody to look into.
 */
function runAgain(first: Run): { readonly run: Run; readonly unsteady: readonly string[] } {
  const files = first.report === undefined ? [] : failedFiles(first.report);
  if (first.report === undefined || files.length === 0 || files.length > MAX_RUN_AGAIN)
    return { run: first, unsteady: [] };
  const second = runTests(`tests that failed, once more: ${files.join(", ")}`, files);
  if (!second.isGreen) return { run: first, unsteady: [] };
  const unsteady = first.report.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed").map(({ fullName }) => fullName);
    // A file that could not be set up fails with no test of its own.
    const what = failed.length > 0 || status !== "failed" ? failed : ["the file"];
    return what.map((test) => `${relative(process.cwd(), name)}: ${test}`);
  });
  const { numPassedTests, numFailedTests } = first.report;
  const report = { ...first.report, numPassedTests: numPassedTests + numFailedTests, numFailedTests: 0 };
  return { run: { isGreen: true, report }, unsteady };
}

const filters = process.argv.slice(2);
const isWholeRun = filters.length === 0;
const areTypesRight = !isWholeRun || check("types", "typescript/bin/tsc", ["-p", "tsconfig.json"]);
const isStyleRight = !isWholeRun || check("style", "@biomejs/biome/bin/biome", ["check", "."]);
const first = runTests("tests", filters);
const { run, unsteady } = isWholeRun && !first.isGreen ? runAgain(first) : { run: first, unsteady: [] };
const { isGreen, report } = run;

const passed = (report?.numPassedTests ?? 0) + Number(isWholeRun && areTypesRight) + Number(isWholeRun && isStyleRight);
const failed = (report?.numFailedTests ?? 0) + Number(!areTypesRight) + Number(!isStyleRight);
const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
const isAllGreen = areTypesRight && isStyleRight && isGreen;
// A suite that fails to load fails no single test: count it so that the line below never hides it.
const shownFailed = isAllGreen ? failed : Math.max(failed, 1);
for (const name of unsteady) console.log(`\nUNSTEADY, failed once and then held: ${name}`);
console.log(`\n${passed} passed, ${shownFailed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = isAllGreen ? 0 : 1;
