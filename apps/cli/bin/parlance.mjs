#!/usr/bin/env node
// Plain JavaScript that runs before anything is installed or built. In a clone it brings both up to date first;
// in an installed package there is nothing to bring up to date.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => new URL(path, import.meta.url);
const isThere = (path) => existsSync(fileURLToPath(at(path)));

if (isThere("../../../tools/bootstrap.mjs")) {
  const { ensureBuilt } = await import("../../../tools/bootstrap.mjs");
  ensureBuilt();
}

if (isThere("../dist/parlance.js")) {
  await import("../dist/parlance.js");
} else {
  const { register } = await import("tsx/esm/api");
  register();
  await import("../src/main.ts");
}
