import { expect, test } from "vitest";
import { ownProgram } from "./own-program.ts";

const SOURCE = "file:///repo/packages/worker/src/pool/worker-process.ts";
const BUILD = "file:///app/dist/server.js";

test.each([
  ["from source", SOURCE, null, "/repo/packages/worker/src/worker-main.ts"],
  ["from source, where somebody has bundled it", SOURCE, "/bundles", "/bundles/query-worker.js"],
  ["from a build", BUILD, null, "/app/dist/query-worker.js"],
  ["from a build, whatever the environment says", BUILD, "/bundles", "/app/dist/query-worker.js"],
])("a program is found %s", (_, moduleUrl, bundled, file) => {
  expect(ownProgram({ name: "query-worker", source: "../worker-main.ts" }, moduleUrl, bundled)).toBe(file);
});
