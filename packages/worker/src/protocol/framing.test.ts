import { describe, expect, test } from "vitest";
import { encodeHead, MAX_MESSAGE_BYTES, type Message, MessageDecoder } from "./framing.ts";

const message = (kind: Message["kind"], callId: number, text: string): Buffer =>
  Buffer.concat([encodeHead(kind, callId, Buffer.byteLength(text)), Buffer.from(text)]);

const STREAM = Buffer.concat([
  message("control", 1, "{}"),
  message("data", 4_000_000_000, "bytes"),
  message("control", 2, ""),
]);
const EXPECTED = [
  ["control", 1, "{}"],
  ["data", 4_000_000_000, "bytes"],
  ["control", 2, ""],
];

describe("messages on the pipe", () => {
  test.each([1, 2, 5, 9, 10, 1000])("are cut right when bytes arrive %i at a time", (size) => {
    const decoder = new MessageDecoder();
    const messages: Message[] = [];
    for (let at = 0; at < STREAM.length; at += size) messages.push(...decoder.push(STREAM.subarray(at, at + size)));
    expect(messages.map(({ kind, callId, body }) => [kind, callId, body.toString()])).toEqual(EXPECTED);
  });

  test("longer than the largest honest one break the stream", () => {
    const head = encodeHead("data", 1, MAX_MESSAGE_BYTES + 1);
    expect(() => [...new MessageDecoder().push(head)]).toThrow(RangeError);
  });
});
