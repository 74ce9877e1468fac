import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import multipartPlugin from "@fastify/multipart";
import Fastify from "fastify";
import { expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { receiveForm } from "./receive.ts";

const MEGABYTE = 1024 * 1024;

test.each([
  { form: "a small file", sizes: [1], told: [] },
  { form: "a large file", sizes: [6], told: ["0.csv"] },
  { form: "a large file after a small one", sizes: [1, 6], told: ["1.csv"] },
  { form: "two large files", sizes: [5, 6], told: ["0.csv"] },
])("the beginning of the first large file is told once it is on disk: $form", async ({ sizes, told }) => {
  const folder = await mkdtemp(join(tmpdir(), "parlance-receive-"));
  const heads: { fileName: string; bytes: Promise<number> }[] = [];
  const app = Fastify({ bodyLimit: 100 * MEGABYTE });
  try {
    await app.register(multipartPlugin, { limits: { fileSize: Number.POSITIVE_INFINITY } });
    app.post("/", async (request) => {
      const { files } = await receiveForm({
        parts: request.parts(),
        folder,
        maxBytes: 100 * MEGABYTE,
        signal: new AbortController().signal,
        onBytes: () => undefined,
        onHead: ({ path, fileName }) => heads.push({ fileName, bytes: stat(path).then(({ size }) => size) }),
      });
      await Promise.all(files.map(({ kept }) => kept));
      return files.map(({ bytes }) => bytes / MEGABYTE);
    });
    const files = sizes.map((size, at) => ({ name: `${at}.csv`, content: Buffer.alloc(size * MEGABYTE, "1,2\n") }));
    const response = await app.inject({ method: "POST", url: "/", ...multipart(files) });
    expect(response.json()).toEqual(sizes);
    expect(heads.map(({ fileName }) => fileName)).toEqual(told);
    for (const { bytes } of heads) expect(await bytes).toBeGreaterThanOrEqual(MEGABYTE);
  } finally {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  }
});
