import { readFile } from "node:fs/promises";
import { ERROR_CODES } from "@parlance/core";
import { expect, test } from "vitest";
import { errorsPage } from "./errors-page.ts";

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), "utf8");

test("docs/errors.md is what the error table says; write-errors-page.ts writes it anew", async () => {
  expect(await read("../../../../docs/errors.md")).toBe(errorsPage());
});

test("openapi.json lists every code of the error table and no other", async () => {
  const { components } = JSON.parse(await read("../../openapi.json"));
  expect(components.schemas.Error.properties.code.enum).toEqual(ERROR_CODES);
});
