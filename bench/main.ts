import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Bench, BenchRow } from "./bench-row.ts";
import { machineLine } from "./machine-line.ts";
import { markdownTable, terminalTable } from "./report.ts";
import { replaceSection } from "./section.ts";

const HERE = dirname(fileURLToPath(import.meta.url));
const README = join(HERE, "README.md");
const SUFFIX = ".bench.ts";

/** `npm run bench` runs all; `npm run bench -- upload ask` those whose names hold one of the words. */
const wanted = process.argv.slice(2);
const names = readdirSync(HERE)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .filter((name) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .sort();

if (names.length === 0) {
  console.error(`No bench is called ${wanted.join(" or ")}.`);
  process.exitCode = 2;
}

for (const name of names) {
  console.log(`\n${name}`);
  try {
    const rows = await runBench(name);
    console.log(terminalTable(rows));
    record(name, rows);
  } catch (error) {
    // The other benches still run; this one keeps its old figures.
    console.error(`${name} failed:`, error);
    process.exitCode = 1;
  }
}

async function runBench(name: string): Promise<readonly BenchRow[]> {
  // The shape is the contract that every file of this folder declares with `satisfies Bench["run"]` or by its type.
  const bench = (await import(pathToFileURL(join(HERE, name + SUFFIX)).href)) as Bench;
  return bench.run();
}

function record(name: string, rows: readonly BenchRow[]): void {
  const day = new Date().toISOString().slice(0, 10);
  const body = `## ${name}\n\n\`npm run bench -- ${name}\` · ${day} · ${machineLine()}\n\n${markdownTable(rows)}`;
  writeFileSync(README, replaceSection(readFileSync(README, "utf8"), name, body));
}
