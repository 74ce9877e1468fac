import { describe, expect, test } from "vitest";
import { hashingEmbedder } from "./hashing-embedder.ts";

const embedder = hashingEmbedder();
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

async function similarity(one: string, other: string): Promise<number> {
  const [a, b] = await embedder.embed([one, other], "document");
  if (a === undefined || b === undefined) throw new Error("a text has no vector");
  return dot(a, b);
}

describe("the hashing embedder", () => {
  test.each([
    ["word forms", "orders of a customer", "customer order", "invoice lines"],
    ["names in code and in words", "unitPrice", "unit_price", "shipping_date"],
    ["a typing error", "retnal payments", "rental payment", "film category"],
    ["a compound", "warehouse stock", "warehousestock", "employee birthday"],
    ["accents", "café sales", "cafe sales", "theatre tickets"],
    [
      "a question and its table",
      "How many tracks has each album?",
      "album: title, artist; track: name",
      "customer: city, country",
    ],
  ])("brings %s closer than what is unrelated", async (_, text, near, far) => {
    expect(await similarity(text, near)).toBeGreaterThan((await similarity(text, far)) + 0.2);
  });

  test("gives vectors of length one, and zeros for a text without words", async () => {
    const [some, none] = await embedder.embed(["total revenue by month", " ?! "], "query");
    expect(some && dot(some, some)).toBeCloseTo(1, 5);
    expect(none?.every((value) => value === 0)).toBe(true);
  });

  test("gives the same vector on every machine and in every version of the same id", async () => {
    const [vector] = await embedder.embed(["orders"], "document");
    const places = [...(vector ?? [])].flatMap((value, at) => (value === 0 ? [] : [[at, Number(value.toFixed(4))]]));
    expect({ id: embedder.id, places }).toMatchInlineSnapshot(`
      {
        "id": "hashing/1",
        "places": [
          [
            28,
            -0.4089,
          ],
          [
            146,
            -0.4572,
          ],
          [
            163,
            0.2381,
          ],
          [
            173,
            0.2381,
          ],
          [
            187,
            -0.2381,
          ],
          [
            209,
            -0.2381,
          ],
          [
            272,
            -0.2381,
          ],
          [
            288,
            -0.2381,
          ],
          [
            349,
            0.2381,
          ],
          [
            376,
            0.2381,
          ],
          [
            417,
            0.2381,
          ],
          [
            445,
            -0.2381,
          ],
          [
            477,
            -0.2381,
          ],
        ],
      }
    `);
  });

  test("stops at its signal", async () => {
    await expect(embedder.embed(["a"], "query", AbortSignal.abort())).rejects.toMatchObject({
      code: "QUERY_CANCELLED",
    });
  });
});
