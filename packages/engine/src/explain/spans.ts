import type { Span } from "@parlance/core";
import type { AnalyzedQuestion } from "../generate/analyze.ts";
import type { Path } from "../generate/lattice.ts";

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
  for (const at of draft.path.skipped) {
    const token = question.tokens[at];
    if (token) spans.push({ start: token.start, end: token.end, role: "unused" });
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** Content words of the question that a reading does not account for, as written. */
export const unusedWordsOf = (draft: Explained, question: AnalyzedQuestion): string[] =>
  draft.path.skipped.flatMap((at) => {
    const token = question.tokens[at];
    return token ? [token.text] : [];
  });
