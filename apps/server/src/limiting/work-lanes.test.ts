import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { WorkLanes } from "./work-lanes.ts";

const never = (): AbortSignal => new AbortController().signal;

/** Work that ends when it is told to. */
function heldWork(lanes: WorkLanes) {
  const begun: string[] = [];
  const places: Record<string, number[]> = {};
  const ends = new Map<string, () => void>();
  const ask = (name: string, lane = "w", who = "p", signal = never()) =>
    lanes.run(
      { lane, who },
      signal,
      () => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      },
      (position) => {
        places[name] = [...(places[name] ?? []), position];
      },
    );
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await turn();
  };
  return { begun, places, ask, end };
}

describe("lanes of work", () => {
  test("a workspace runs so much at once, the rest waits in order and is told its place", async () => {
    const { begun, places, ask, end } = heldWork(new WorkLanes(() => ({ running: 2, waiting: 5 })));
    const all = ["a", "b", "c", "d"].map((name) => ask(name));
    await turn();
    expect(begun).toEqual(["a", "b"]);
    expect(places).toEqual({ c: [1], d: [2] });
    await end("b");
    expect(begun).toEqual(["a", "b", "c"]);
    expect(places.d).toEqual([2, 1]);
    for (const name of ["a", "c", "d"]) await end(name);
    await Promise.all(all);
  });

  test("another workspace does not wait", async () => {
    const { begun, ask, end } = heldWork(new WorkLanes(() => ({ running: 1, waiting: 50 })));
    const all = Array.from({ length: 50 }, (_, i) => ask(`a${i}`, "A"));
    const other = ask("b", "B");
    await turn();
    expect(begun).toEqual(["a0", "b"]);
    for (let i = 0; i < 50; i++) await end(`a${i}`);
    await end("b");
    await Promise.all([...all, other]);
  });

  test("within a workspace, who has less running comes first", async () => {
    const { begun, ask, end } = heldWork(new WorkLanes(() => ({ running: 2, waiting: 10 })));
    const all = ["g1", "g2", "g3", "g4"].map((name) => ask(name, "w", "greedy"));
    const modest = ask("m1", "w", "modest");
    await turn();
    await end("g1");
    expect(begun).toEqual(["g1", "g2", "m1"]);
    for (const name of ["g2", "m1", "g3", "g4"]) await end(name);
    await Promise.all([...all, modest]);
  });

  test("beyond the queue it is refused, with the time to come back", async () => {
    const { ask, end } = heldWork(new WorkLanes(() => ({ running: 1, waiting: 1 })));
    const all = [ask("a"), ask("b")];
    await expect(ask("c")).rejects.toMatchObject({ code: "LIMIT_RUNNING_REACHED", details: { retryAfterSeconds: 10 } });
    for (const name of ["a", "b"]) await end(name);
    await Promise.all(all);
  });

  test("who goes away while waiting leaves the queue, and who fails leaves the lane", async () => {
    const { begun, places, ask, end } = heldWork(new WorkLanes(() => ({ running: 1, waiting: 5 })));
    const leaving = new AbortController();
    const first = ask("a");
    const left = ask("b", "w", "p", leaving.signal);
    const last = ask("c");
    leaving.abort();
    await expect(left).rejects.toThrow();
    expect(places.c).toEqual([2, 1]);
    await end("a");
    expect(begun).toEqual(["a", "c"]);
    await end("c");
    await Promise.all([first, last]);
    const lanes = new WorkLanes(() => ({ running: 1, waiting: 0 }));
    const fail = () => lanes.run({ lane: "w", who: "p" }, never(), () => Promise.reject(new Error("no")));
    await expect(fail()).rejects.toThrow("no");
    await expect(fail()).rejects.toThrow("no");
  });
});
