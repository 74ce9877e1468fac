import type { Query } from "@parlance/sql";
import { queryTables } from "@parlance/sql";
import type { EngineResult } from "../engine-request.ts";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Path } from "../generate/lattice.ts";
import type { TableModel } from "../schema/schema-model.ts";

/** Words that begin a piece of a question: "for Germany", "by month". */
const JOINING =
  /^(?:by|per|for|in|from|of|with|since|during|between|on|at|before|after|until|last|this|next|each|every|where)$/;
/** As surely named as by its own name. */
const NAMED = 0.85;

/**
 * Whether a question is a fresh one although its pieces would do as a change of the one before: "orders in Q2" after a
 * question about sales reps names what it is about.
 */
export function standsAlone(question: AnalyzedQuestion, path: Path, previous: Query, alone: EngineResult): boolean {
  if (alone.readings.length === 0) return false;
  const first = question.tokens[0]?.low ?? "";
  const content = question.tokens.filter((token) => token.isContent);
  if (JOINING.test(first) || content.length < 2) return false;
  const known = new Set(queryTables(previous));
  const named = tablesNamed(question, path);
  if (named.some((table) => !known.has(table.name))) return true;
  const isUnderstood = alone.verdict === "answer" || alone.verdict === "confirm";
  return named.length > 0 && isUnderstood && alone.unusedWords.length === 0;
}

/** Tables that the question calls by their names, other than to group by them. */
function tablesNamed(question: AnalyzedQuestion, path: Path): TableModel[] {
  const grouping = path.fragments.filter((fragment) => fragment.pieces.some((piece) => piece.kind === "group"));
  return question.mentions.tables.flatMap((mentions, at) =>
    grouping.some((fragment) => fragment.start <= at && at < fragment.end)
      ? []
      : mentions.flatMap((mention) => (mention.score >= NAMED && !mention.isSynonym ? [mention.table] : [])),
  );
}
