import { describe, expect, test } from "vitest";
import { type Turn, takeEvent } from "./ask-events.ts";

const start: Turn = {
  id: "1",
  sourceId: "s",
  sourceName: "Sales",
  question: "orders",
  state: "running",
  stage: "Reading",
};

describe("a turn grows with the stream", () => {
  test("rows of several events are joined in order", () => {
    const turn = [{ rows: [[1]] }, { rows: [[2], [3]] }].reduce(
      (one, data) => takeEvent(one, { event: "rows", data }),
      start,
    );
    expect(turn.rows).toEqual([[1], [2], [3]]);
  });

  test("an error ends the turn and keeps what had arrived", () => {
    const turn = [
      { event: "sql", data: { sql: "SELECT 1" } },
      { event: "error", data: { code: "QUERY_TIMEOUT", message: "Too slow.", hint: "Ask for less." } },
    ].reduce(takeEvent, start);
    expect(turn).toMatchObject({
      state: "failed",
      sql: "SELECT 1",
      error: { code: "QUERY_TIMEOUT", hint: "Ask for less." },
    });
  });

  test("an event of a later version changes nothing", () => {
    expect(takeEvent(start, { event: "insights", data: {} })).toBe(start);
  });
});
