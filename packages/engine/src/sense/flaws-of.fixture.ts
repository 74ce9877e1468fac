import { printSql } from "@parlance/sql";
import { proposeCandidates } from "../generate/propose-candidates.ts";
import { NOON } from "../shop.fixture.ts";
import type { PreparedSource } from "../source.ts";
import { weighSense } from "./weigh-sense.ts";

/** Flaws of all candidates over the source whose statement matches. */
export function flawsOf(source: PreparedSource, question: string, like: RegExp): (readonly string[])[] {
  const proposal = proposeCandidates({ question, source, now: NOON, timeZone: "UTC" });
  const sense = weighSense(proposal);
  return proposal.candidates.flatMap((candidate) => {
    const sql = printSql(candidate.query, source.catalog, "duckdb").replace(/\s+/g, " ");
    const weighed = sense.get(candidate);
    return weighed && like.test(sql) ? [weighed.flaws] : [];
  });
}
