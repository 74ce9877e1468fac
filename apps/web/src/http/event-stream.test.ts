import { describe, expect, test } from "vitest";
import { EventParser, readEvents } from "./event-stream.ts";

describe("server-sent events", () => {
  test.each([
    ["one event", ['event: sql\ndata: {"sql":"SELECT 1"}\n\n'], [{ event: "sql", data: { sql: "SELECT 1" } }]],
    ["an event cut in the middle", ["event: s", 'ql\ndata: {"a"', ":1}\n", "\n"], [{ event: "sql", data: { a: 1 } }]],
    [
      "two events in one chunk",
      ["data: 1\n\ndata: 2\n\n"],
      [
        { event: "message", data: 1 },
        { event: "message", data: 2 },
      ],
    ],
    ["comments that keep the line open", [": ping\n\n", "event: done\ndata: {}\n\n"], [{ event: "done", data: {} }]],
    ["carriage returns", ["event: x\r\ndata: 3\r\n\r\n"], [{ event: "x", data: 3 }]],
  ])("%s", (_name, chunks, expected) => {
    const parser = new EventParser();
    expect(chunks.flatMap((chunk) => parser.push(chunk))).toEqual(expected);
  });

  test("a character split over two chunks arrives whole", async () => {
    const bytes = new TextEncoder().encode('data: "é"\n\n');
    const at = bytes.indexOf(0xc3) + 1;
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.slice(0, at));
        controller.enqueue(bytes.slice(at));
        controller.close();
      },
    });
    const events = [];
    for await (const event of readEvents(new Response(stream))) events.push(event);
    expect(events).toEqual([{ event: "message", data: "é" }]);
  });
});
