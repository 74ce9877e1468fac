import { expect, test } from "vitest";
import { OpenStreams, type Reader } from "./open-streams.ts";

const browser = (n: number): Reader => ({ who: `browser ${n}`, address: "192.0.2.1" });
const take = (streams: OpenStreams, reader: Reader, times: number): number =>
  Array.from({ length: times }, () => {
    try {
      streams.begin(reader);
      return 1;
    } catch {
      return 0;
    }
  }).reduce<number>((sum, taken) => sum + taken, 0);

test("people behind one address have their own places", () => {
  const streams = new OpenStreams(() => 3);
  expect([take(streams, browser(1), 5), take(streams, browser(2), 5)]).toEqual([3, 3]);
});

test("an address has ten times as many, however many browsers it says it is", () => {
  const streams = new OpenStreams(() => 3);
  const taken = Array.from({ length: 50 }, (_, n) => take(streams, browser(n), 3));
  expect(taken.reduce((sum, count) => sum + count, 0)).toBe(30);
  expect(take(streams, { who: "user:1" }, 5), "somebody with an account is not held up by it").toBe(3);
});

test("a place is free again once, and a refused reader holds none", () => {
  const streams = new OpenStreams(() => 1);
  const end = streams.begin(browser(1));
  expect(take(streams, browser(1), 2)).toBe(0);
  end();
  end();
  expect(take(streams, browser(1), 2)).toBe(1);
});
