import { describe, expect, test } from "vitest";
import { parseEvents, type ServerEvent } from "./server-events.ts";

const bodyOf = (chunks: readonly (string | Uint8Array)[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
      }
      controller.close();
    },
  });

async function readAll(chunks: readonly (string | Uint8Array)[]): Promise<ServerEvent[]> {
  const events: ServerEvent[] = [];
  for await (const event of parseEvents(bodyOf(chunks))) events.push(event);
  return events;
}

const SNOWMAN = new TextEncoder().encode('event: a\ndata: {"x":"☃"}\n\n');

describe("events of a response body", () => {
  test.each<[string, (string | Uint8Array)[], ServerEvent[]]>([
    ["one", ['event: a\ndata: {"x":1}\n\n'], [{ event: "a", data: { x: 1 } }]],
    [
      "two in one chunk",
      ["event: a\ndata: 1\n\nevent: b\ndata: 2\n\n"],
      [
        { event: "a", data: 1 },
        { event: "b", data: 2 },
      ],
    ],
    ["one over three chunks", ["eve", "nt: a\nda", 'ta: "x"\n\n'], [{ event: "a", data: "x" }]],
    ["a letter cut in the middle", [SNOWMAN.slice(0, 22), SNOWMAN.slice(22)], [{ event: "a", data: { x: "☃" } }]],
    ["comments are not events", [": still here\n\nevent: a\ndata: 1\n\n"], [{ event: "a", data: 1 }]],
    ["an event that was cut off is none", ["event: a\ndata: 1\n\nevent: b\nda"], [{ event: "a", data: 1 }]],
  ])("%s", async (_name, chunks, expected) => {
    expect(await readAll(chunks)).toEqual(expected);
  });
});
