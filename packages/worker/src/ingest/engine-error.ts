/** True for an error that DuckDB raised about the data, in either of its two spellings (plain, or JSON by setting). */
export function isDataError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return /^(\{"exception_type":")?(Invalid Input|Conversion|Invalid|Serialization|IO|Invalid Configuration|Parser|Binder|Not implemented|Catalog)\b/.test(
    error.message,
  );
}

/** The first line of what the engine said, without paths or advice. */
export function plainReason(error: Error): string {
  const text = error.message.startsWith("{") ? (jsonMessage(error.message) ?? error.message) : error.message;
  const [first = ""] = text.split("\n");
  return first
    .replace(/^[A-Z][\w ]* Error: /, "")
    .replace(/(the |file )?["']?\/[^\s"']+["']?/gi, "the file")
    .slice(0, 300);
}

function jsonMessage(text: string): string | undefined {
  const match = /"exception_message":("(?:[^"\\]|\\.)*")/.exec(text);
  return match?.[1] === undefined ? undefined : String(JSON.parse(match[1]));
}
