import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileJob, IngestedFile } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPoolFixture, type PoolFixture } from "./pool-fixture.ts";

const ROWS = 200;
const WHOLE = ["id,name", ...Array.from({ length: ROWS }, (_, id) => `${id},"name ${id}"`), ""].join("\n");

describe("a file that is still arriving", () => {
  let fixture: PoolFixture;
  let files = 0;

  beforeAll(async () => {
    fixture = await openPoolFixture();
  });
  afterAll(() => fixture.close());

  /** Reads the file whole, after its beginning was rehearsed. */
  async function readAfter(job: FileJob, head: string | Buffer): Promise<IngestedFile> {
    const path = join(fixture.dir, `arriving-${files++}`);
    const outDir = `${path}-out`;
    await mkdir(outDir);
    await writeFile(path, head);
    void job.rehearse({ path, fileName: "names.csv", options: {} });
    await writeFile(path, WHOLE);
    const request = { path, fileName: "names.csv", outDir, options: {}, takenNames: [], timeoutMs: 60_000 };
    return job.ingest(request, () => undefined);
  }

  test.each([
    { head: "whole lines", bytes: WHOLE.slice(0, 200) },
    { head: "a line that is cut", bytes: WHOLE.slice(0, 207) },
    { head: "no whole line", bytes: "id,na" },
    { head: "nothing", bytes: "" },
    { head: "a cell that is never closed", bytes: 'id,name\n1,"never\nclosed\n' },
    { head: "another kind of file", bytes: Buffer.from("PAR1\0\0\0\0") },
  ])("is read as if nothing had been before it: $head", async ({ bytes }) => {
    const job = fixture.worker.openFiles();
    const file = await readAfter(job, bytes);
    expect(file.tables).toMatchObject([{ name: "names", rowCount: ROWS }]);
    await job.close();
  });

  test("leaves nothing of what was rehearsed", async () => {
    const job = fixture.worker.openFiles();
    await readAfter(job, WHOLE.slice(0, 500));
    const left = await readdir(join(fixture.dir, "scratch"), { recursive: true });
    expect(left.filter((path) => path.includes("rehearsal"))).toEqual([]);
    await job.close();
  });

  test("gives its process back when it never comes to its end", async () => {
    const path = join(fixture.dir, "never-ends");
    await writeFile(path, WHOLE);
    const job = fixture.worker.openFiles();
    void job.rehearse({ path, fileName: "names.csv", options: {} });
    await job.close();
    expect(await readdir(join(fixture.dir, "scratch"))).toEqual([]);
  });
});
