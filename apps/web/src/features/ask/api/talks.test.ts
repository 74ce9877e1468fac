import { beforeEach, describe, expect, test } from "vitest";
import type { Turn } from "./ask-events.ts";
import { addTalk, changeTurn, talkOf, talks } from "./talks.ts";

const turn = (id: string, state: Turn["state"] = "done"): Turn => ({
  id,
  sourceId: "s",
  sourceName: "Sales",
  question: "orders",
  state,
  stage: "",
});
const keys = () => talks.get().map(({ key }) => key);

describe("the conversations of a tab", () => {
  beforeEach(() => talks.set([]));

  test("the oldest that stand still make room", () => {
    for (let n = 1; n <= 9; n++) addTalk({ key: `${n}`, id: `${n}`, turns: [turn("t")] });
    expect(keys()).toEqual(["2", "3", "4", "5", "6", "7", "8", "9"]);
  });

  test("one in which something is running stays", () => {
    addTalk({ key: "busy", id: null, turns: [turn("t", "running")] });
    for (let n = 1; n <= 9; n++) addTalk({ key: `${n}`, id: `${n}`, turns: [] });
    expect(keys()).toContain("busy");
    expect(keys()).not.toContain("1");
  });

  test("a turn is changed in its own conversation only, whichever is looked at", () => {
    addTalk({ key: "a", id: "a", turns: [turn("t", "running")] });
    addTalk({ key: "b", id: "b", turns: [turn("t", "running")] });
    changeTurn("a", "t", (one) => ({ ...one, state: "done" }));
    expect([talkOf("a")?.turns[0]?.state, talkOf("b")?.turns[0]?.state]).toEqual(["done", "running"]);
  });
});
