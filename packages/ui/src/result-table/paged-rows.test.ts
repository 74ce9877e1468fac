import { describe, expect, test } from "vitest";
import { CHUNK_ROWS, type LoadPage, PagedRows, PLAIN_VIEW } from "./paged-rows.ts";

const TOTAL = 1_000_000;

function counting(): { load: LoadPage; offsets: number[] } {
  const offsets: number[] = [];
  const load: LoadPage = async (offset, limit) => {
    offsets.push(offset);
    const size = Math.max(0, Math.min(limit, TOTAL - offset));
    return { rows: Array.from({ length: size }, (_, index) => [offset + index]), rowCount: TOTAL };
  };
  return { load, offsets };
}

describe("paged rows", () => {
  test("any row of a million is one request away", async () => {
    const { load, offsets } = counting();
    const rows = new PagedRows(load, PLAIN_VIEW, TOTAL);
    await rows.ensure(999_990, 1_000_000);
    expect(rows.row(999_999)).toEqual([999_999]);
    expect(offsets).toEqual([999_500]);
  });

  test("a chunk is asked for once, even by two readers at once", async () => {
    const { load, offsets } = counting();
    const rows = new PagedRows(load, PLAIN_VIEW, TOTAL);
    await Promise.all([rows.ensure(0, 10), rows.ensure(5, 20)]);
    await rows.ensure(0, 20);
    expect(offsets).toEqual([0]);
  });

  test("the first page is used and its broken last chunk is not", () => {
    const { load } = counting();
    const first = Array.from({ length: CHUNK_ROWS + 10 }, (_, index) => [index]);
    const rows = new PagedRows(load, PLAIN_VIEW, TOTAL, first);
    expect(rows.row(CHUNK_ROWS - 1)).toEqual([CHUNK_ROWS - 1]);
    expect(rows.row(CHUNK_ROWS)).toBeUndefined();
  });

  test("a short first page that is the whole result needs no request", async () => {
    const { load, offsets } = counting();
    const rows = new PagedRows(load, PLAIN_VIEW, 3, [[1], [2], [3]]);
    await rows.ensure(0, 3);
    expect([rows.row(2), offsets]).toEqual([[3], []]);
  });

  test("memory stays bounded: chunks not looked at for long are let go", async () => {
    const { load } = counting();
    const rows = new PagedRows(load, PLAIN_VIEW, TOTAL);
    for (let chunk = 0; chunk < 60; chunk += 1) await rows.ensure(chunk * CHUNK_ROWS, chunk * CHUNK_ROWS + 1);
    expect(rows.row(0)).toBeUndefined();
    expect(rows.row(59 * CHUNK_ROWS)).toBeDefined();
  });

  test("a failed chunk tells why and can be asked for again", async () => {
    let isDown = true;
    const rows = new PagedRows(
      async () => {
        if (isDown) throw new Error("gone");
        return { rows: [[1]], rowCount: 1 };
      },
      PLAIN_VIEW,
      1,
    );
    await rows.ensure(0, 1);
    expect(rows.error).toEqual(new Error("gone"));
    isDown = false;
    await rows.ensure(0, 1);
    expect([rows.error, rows.row(0)]).toEqual([null, [1]]);
  });
});
