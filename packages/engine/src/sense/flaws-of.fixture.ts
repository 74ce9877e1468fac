import { printSql, type Query } from "@parlance/sql";
import { proposeCandidates } from "../generate/propose-candidates.ts";
import { NOON } from "../shop.fixture.ts";
import type { PreparedSource } from "../source.ts";
import { type Flaw, isFlawIn } from "./flaw.ts";
import { inspect } from "./inspected.ts";
import { weighSense } from "./weigh-sense.ts";

/** Flaws of all candidates over the source whose statement matches. */
export function flawsOf(source: PreparedSource, question: string, like: RegExp): (readonly string[])[] {
  const proposal = proposeCandidates({ question, source, now: NOON, timeZone: "UTC" });
  const sense = weighSense(proposal);
  return sense.possible.flatMap((candidate) => {
    const sql = printSql(candidate.query, source.catalog, "duckdb").replace(/\s+/g, " ");
    return like.test(sql) ? [sense.of(candidate).flaws] : [];
  });
}

/** Whether a query of one's own has the flaw as a reading of the question, made from the words of its first reading. */
export function isFlawed(
  flaws: readonly Flaw[],
  name: string,
  query: Query,
  text: string,
  source: PreparedSource,
): boolean {
  const { candidates, question } = proposeCandidates({ question: text, source, now: NOON, timeZone: "UTC" });
  const [first] = candidates;
  const flaw = flaws.find((own) => own.name === name);
  if (!first || !flaw) throw new Error("Nothing to check.");
  return isFlawIn(flaw, inspect(query, first.draft, question));
}
