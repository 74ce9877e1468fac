import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { openApiDocument } from "./openapi-document.ts";

test("openapi.json is what the routes say; write-openapi.ts writes it anew", async () => {
  const committed = await readFile(new URL("../../openapi.json", import.meta.url), "utf8");
  expect(JSON.parse(committed)).toEqual(JSON.parse(await openApiDocument()));
});
