import type { CheckId, CheckState, TrustLevel } from "@parlance/core";
import { expect, test } from "vitest";
import { trustLevel } from "./trust-level.ts";

type States = Partial<Record<CheckId, CheckState>>;

const levelOf = (states: States, isOwn = false): TrustLevel =>
  trustLevel(
    // The keys are check ids: the type above says so.
    (Object.entries(states) as [CheckId, CheckState][]).map(([id, state]) => ({ id, state, why: "", evidence: [] })),
    isOwn,
  );

const SOUND: States = {
  "verified-answer": "unknown",
  "words-used": "pass",
  "choices-made": "pass",
  "values-exist": "pass",
  "join-fan-out": "pass",
  "second-reading": "unknown",
  "definition-used": "unknown",
  "result-plausible": "pass",
  complete: "pass",
  fresh: "unknown",
};

test.each<[string, States, boolean, TrustLevel]>([
  ["what is sound is checked", SOUND, false, "checked"],
  ["a verified answer is verified", { ...SOUND, "verified-answer": "pass" }, false, "verified"],
  [
    "a verified answer that is cut calls for care",
    { ...SOUND, "verified-answer": "pass", complete: "warn" },
    false,
    "caution",
  ],
  ["an unused word calls for care", { ...SOUND, "words-used": "warn" }, false, "caution"],
  ["a choice among readings calls for care", { ...SOUND, "choices-made": "warn" }, false, "caution"],
  ["a value that is not there calls for care", { ...SOUND, "values-exist": "fail" }, false, "caution"],
  ["a multiplied figure calls for care", { ...SOUND, "join-fan-out": "fail" }, false, "caution"],
  ["another result by another reading calls for care", { ...SOUND, "second-reading": "warn" }, false, "caution"],
  ["an odd result calls for care", { ...SOUND, "result-plausible": "warn" }, false, "caution"],
  ["a cut result calls for care", { ...SOUND, complete: "warn" }, false, "caution"],
  ["data that ends too early calls for care", { ...SOUND, fresh: "warn" }, false, "caution"],
  [
    "nothing that speaks for the meaning leaves it unchecked",
    { ...SOUND, "words-used": "unknown" },
    false,
    "unchecked",
  ],
  [
    "a second reading speaks for the meaning",
    { ...SOUND, "words-used": "unknown", "second-reading": "pass" },
    false,
    "checked",
  ],
  [
    "a definition speaks for the meaning",
    { ...SOUND, "words-used": "unknown", "definition-used": "pass" },
    false,
    "checked",
  ],
  ["joins that nobody could judge leave it unchecked", { ...SOUND, "join-fan-out": "unknown" }, false, "unchecked"],
  ["a person's own statement has no question to miss", { ...SOUND, "words-used": "unknown" }, true, "checked"],
  ["a person's own statement that multiplies calls for care", { ...SOUND, "join-fan-out": "fail" }, true, "caution"],
  ["nothing that could be told leaves even that unchecked", { "words-used": "unknown" }, true, "unchecked"],
  ["no checks at all", {}, false, "unchecked"],
])("%s", (_name, states, isOwn, expected) => {
  expect(levelOf(states, isOwn)).toBe(expected);
});
