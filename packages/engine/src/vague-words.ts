import type { AnalyzedQuestion } from "./generate/analyze.ts";
import type { Draft } from "./generate/assemble.ts";
import { columnOf } from "./sense/columns.ts";

/** Words that mean what the asker has in mind: by which figure something is best, since when it is recent. */
const VAGUE = /^(?:best|worst|good|bad|recent|big|small|main|key|major|important|popular|interesting)$/;

/** A vague word was settled by a column that no word of the question names: the person has to say what is meant. */
export function restsOnVagueWord(draft: Draft, question: AnalyzedQuestion): boolean {
  const said = new Set(question.tokens.filter((token) => !VAGUE.test(token.low)).map((token) => token.stem));
  return draft.path.fragments.some((fragment) => {
    const words = question.tokens.slice(fragment.start, fragment.end);
    if (!words.some((token) => VAGUE.test(token.low)) || fragment.rule === "date") return false;
    return fragment.pieces.some((piece) => {
      const column =
        piece.kind === "where" || piece.kind === "project"
          ? piece.column
          : piece.kind === "top" && piece.by.kind !== "count"
            ? piece.by.column
            : undefined;
      const known = column && columnOf(column.expr, question.schema);
      if (known === undefined) return false;
      // "Best customers" by their names would be an order of the alphabet.
      const isLetters = piece.kind === "top" && known.type === "text";
      return isLetters || !known.stems.some((word) => said.has(word));
    });
  });
}
