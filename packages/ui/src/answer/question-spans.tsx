import type { Span } from "@parlance/core";

/** Four families of meaning, told apart by colour and by the line under the word. */
export type SpanFamily = "thing" | "value" | "measure" | "order" | "unused";

export const SPAN_FAMILY: Readonly<Record<Span["role"], SpanFamily>> = {
  table: "thing",
  column: "thing",
  group: "thing",
  value: "value",
  number: "value",
  date: "value",
  aggregate: "measure",
  operator: "measure",
  negation: "measure",
  order: "order",
  limit: "order",
  unused: "unused",
};

export const FAMILY_STYLE: Readonly<Record<SpanFamily, string>> = {
  thing: "text-role-thing decoration-role-thing",
  value: "text-role-value decoration-role-value decoration-dotted",
  measure: "text-role-measure decoration-role-measure decoration-double",
  order: "text-role-order decoration-role-order decoration-dashed",
  unused: "text-faint line-through decoration-faint/60",
};

export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly span: Span | null;
}

/** Cuts the question at its spans; overlapping spans keep the first, anything out of range is ignored. */
export function questionPieces(question: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start < at || span.end > question.length || span.end <= span.start) continue;
    if (span.start > at) pieces.push({ start: at, text: question.slice(at, span.start), span: null });
    pieces.push({ start: span.start, text: question.slice(span.start, span.end), span });
    at = span.end;
  }
  if (at < question.length) pieces.push({ start: at, text: question.slice(at), span: null });
  return pieces;
}

/** The question as it was read: every word that was used shows its role, unused words are struck. */
export function QuestionSpans({ question, spans }: { question: string; spans: readonly Span[] }) {
  return (
    <>
      {questionPieces(question, spans).map(({ start, text, span }) =>
        span === null ? (
          <span key={start}>{text}</span>
        ) : (
          <span
            key={start}
            title={span.meaning}
            className={`${span.role === "unused" ? "" : "underline decoration-2 underline-offset-[5px]"} ${FAMILY_STYLE[SPAN_FAMILY[span.role]]}`}
          >
            {text}
          </span>
        ),
      )}
    </>
  );
}
