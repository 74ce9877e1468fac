import type { Span } from "@parlance/core";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Path } from "../generate/lattice.ts";
import type { Token } from "../text/tokens.ts";

/** A figure that no column holds bears its name behind a mark. */
const plainMeaning = (meaning: string): string =>
  meaning
    .split("\u0000")
    .map((part, i) => (i === 0 ? part : part.slice(part.indexOf(":") + 1)))
    .join("");

type Explained = { readonly path: Pick<Path, "fragments" | "skipped"> };

/** Pieces of the question with what they were taken for; content words that nothing used are marked unused. */
export function spansOf(draft: Explained, question: AnalyzedQuestion): Span[] {
  const spans: Span[] = [];
  for (const fragment of draft.path.fragments) {
    for (const entry of fragment.evidence) {
      const start = question.tokens[entry.start]?.start;
      const end = question.tokens[entry.end - 1]?.end;
      if (start === undefined || end === undefined) continue;
      if (spans.some((span) => span.start < end && start < span.end)) continue;
      spans.push({ start, end, role: entry.role, meaning: plainMeaning(entry.meaning) });
    }
  }
  for (const token of unusedTokens(draft, question)) {
    spans.push({ start: token.start, end: token.end, role: "unused" });
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** Content words of the question that a reading does not account for, as written. */
export const unusedWordsOf = (draft: Explained, question: AnalyzedQuestion): string[] =>
  unusedTokens(draft, question).map((token) => token.text);

/** "never ordered anything", "did not come in online": such words say nothing of their own beside a negation. */
const BESIDE_NEGATION = /^(?:not|anything|anyone|anybody|ever|yet)$/;

function unusedTokens({ path }: Explained, question: AnalyzedQuestion): readonly Token[] {
  const isNegating = path.fragments.some(({ pieces }) =>
    pieces.some((piece) => (piece.kind === "where" || piece.kind === "absent") && piece.isNegated),
  );
  return path.skipped.flatMap((at) => {
    const token = question.tokens[at];
    return token === undefined || (isNegating && BESIDE_NEGATION.test(token.low)) ? [] : [token];
  });
}
