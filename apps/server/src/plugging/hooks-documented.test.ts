import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { HOOKS } from "@parlance/plugin/hooks";
import { expect, test } from "vitest";

const repository = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

const hooksOfTable = async (): Promise<readonly string[]> => {
  const text = await readFile(repository("docs/how-to/write-a-plugin.md"), "utf8");
  const table = text.slice(text.indexOf("## Hooks"), text.indexOf("## What a plugin cannot do"));
  return [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name ?? "");
};

test("the page about plugins lists every hook, and none that is not there", async () => {
  expect([...(await hooksOfTable())].sort()).toEqual([...HOOKS].sort());
});

test("the example uses every hook", async () => {
  // A path that is made here, for a module of JavaScript that has no types.
  const example: unknown = (await import(repository("examples/plugins/quiet-hours/index.js"))).default;
  expect(Object.keys(Object(example))).toEqual(expect.arrayContaining([...HOOKS]));
});
