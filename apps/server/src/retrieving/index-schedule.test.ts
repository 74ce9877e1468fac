import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const wide = (prefix: string): string => {
  const columns = Array.from({ length: 400 }, (_, i) => `${prefix}_measure_${i}`);
  return `${columns.join(",")}\n${columns.map((_, i) => i).join(",")}\n`;
};

async function upload(content: string): Promise<string> {
  const form = multipart([{ name: "things.csv", content }]);
  const response = await server.browser().inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
  return response.json().source.id;
}

async function indexOf(sourceId: string) {
  const { rows } = await server.database.db.execute(
    sql`SELECT documents, vectors, embedder FROM source_indexes WHERE source_id = ${sourceId}`,
  );
  return rows[0];
}

describe("after an upload", () => {
  test("a large source can be asked before it is indexed, and is indexed in the background", async () => {
    const id = await upload(wide("blue"));
    expect(await indexOf(id)).toBeUndefined();
    await server.indexing.tick();
    expect(await indexOf(id)).toEqual({ documents: 401, vectors: 401, embedder: "hashing/1" });
  });

  test("a small source is looked at once and needs none", async () => {
    const id = await upload("id,name\n1,Ann\n");
    await server.indexing.tick();
    expect(await indexOf(id)).toMatchObject({ documents: 0, vectors: 0 });
  });
});
