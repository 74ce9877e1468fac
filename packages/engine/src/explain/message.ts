import type { Reading, Verdict } from "@parlance/core";
import { AGGREGATES } from "../lexicon/cues.ts";

/** What a person is told when a question was not understood: what is missing, and what to do next. */
export function messageFor(unused: readonly string[], verdict: Verdict, suggestions: readonly string[]): string {
  if (verdict === "ask" && unused.length === 0) return "This can be read in more than one way.";
  const problem =
    unused.length > 0 ? `Nothing in this data is called ${anyOf(unused)}.` : "I am not sure what is asked.";
  return withNext(problem, suggestions);
}

const withNext = (problem: string, suggestions: readonly string[]): string =>
  suggestions[0] === undefined ? problem : `${problem} Try "${suggestions[0]}".`;

/** A text that is no question at all would be repeated whole. */
const MAX_NAMED = 5;

function anyOf(words: readonly string[]): string {
  // "Average" is left over only because what it is the average of is unknown.
  const names = words.filter((word) => !AGGREGATES.has(word.toLowerCase()));
  const quoted = [...new Set(names.length > 0 ? names : words)].slice(0, MAX_NAMED).map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}

/** The choice put to a person: the first reading in full, the others by what sets them apart. */
export function didYouMean(readings: readonly Reading[]): string {
  const [first, ...others] = readings;
  if (!first) return "I am not sure what is asked.";
  const rest = others.map((reading) => `; or ${withoutStop(reading.difference ?? reading.explanation)}`);
  return `Did you mean: ${withoutStop(first.explanation)}${rest.join("")}?`;
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, "");
