import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { generateClient } from "./generate-client.ts";

test("generated/api.ts is what openapi.json says; generate-client.ts writes it anew", async () => {
  const committed = await readFile(new URL("./generated/api.ts", import.meta.url), "utf8");
  expect(committed).toBe(await generateClient());
});
