import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildApp } from "./build-app.ts";
import { madeOnce } from "./made-once.ts";

const BAR_KB = 300;
/** Well under the goal of 180; what comes in by accident is met here. */
const CEILING_KB = 172;

/** Scripts that the page asks for before anything is clicked: the entry, what it imports statically, and the theme file. */
async function firstLoadScripts(folder: string): Promise<string[]> {
  const page = await readFile(join(folder, "index.html"), "utf8");
  const waiting = [...page.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, path = ""]) => path);
  const found = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const text = await readFile(join(folder, path), "utf8");
    // Static imports only; import("...") is fetched when it is needed.
    for (const [, name = ""] of text.matchAll(/(?:^|[;\n}])import(?:[\w*{},\s$]+from)?"\.\/([^"]+)"/g))
      waiting.push(`assets/${name}`);
  }
  return [...found];
}

test(`the first load is under ${BAR_KB} kB of gzipped JavaScript, and has not grown beyond ${CEILING_KB} kB`, async () => {
  const folder = await madeOnce("web", buildApp);
  const scripts = await firstLoadScripts(folder);
  const sizes = await Promise.all(scripts.map(async (path) => gzipSync(await readFile(join(folder, path))).length));
  const total = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  console.log(`first load: ${total.toFixed(1)} kB gzipped in ${scripts.length} scripts`);
  expect(scripts.length).toBeGreaterThan(1);
  expect(total).toBeLessThan(BAR_KB);
  expect(total).toBeLessThan(CEILING_KB);
  // The heavy libraries come only when a chart or an editor is on the page.
  expect(scripts.filter((path) => /code-mirror|draw-chart/.test(path))).toEqual([]);
});
