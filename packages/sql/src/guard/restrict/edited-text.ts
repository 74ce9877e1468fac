/** A piece of a text and what stands there instead. UTF-16 offsets, end exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A statement as it runs, and how its places answer to those of the statement as it was written. */
export interface RunnableText {
  readonly sql: string;
  /** A place inside what was written in is the place where it was written in. */
  originalPosition(offset: number): number;
}

export const asWritten = (sql: string): RunnableText => ({ sql, originalPosition: (offset) => offset });

/** Applies edits in whatever order they come; undefined where two of them overlap. */
export function applyEdits(sql: string, edits: readonly TextEdit[]): RunnableText | undefined {
  const ordered = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let out = "";
  let at = 0;
  for (const { start, end, text } of ordered) {
    if (start < at) return undefined;
    out += sql.slice(at, start) + text;
    at = end;
  }
  return { sql: out + sql.slice(at), originalPosition: (offset) => originalOffset(ordered, offset) };
}

function originalOffset(ordered: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { start, end, text } of ordered) {
    if (offset < start + shift) break;
    if (offset < start + shift + text.length) return start;
    shift += text.length - (end - start);
  }
  return offset - shift;
}
