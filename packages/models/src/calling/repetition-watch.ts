/** Below this, the same piece twice in a row is common in text: spaces, digits, indentation. */
const TELLING_LENGTH = 12;

/**
 * Tells a stream in which events arrived twice from a text that repeats itself. Events carry no number with most
 * vendors, so equal neighbours alone prove nothing, unless they number themselves or are long; short ones count only
 * where more pieces came than the provider says it wrote tokens.
 */
export function createRepetitionWatch(): {
  see(event: unknown): void;
  isRepeating(outputTokens: number | undefined): boolean;
} {
  let last = "";
  let equalNeighbours = 0;
  let pieces = 0;
  let isProven = false;
  return {
    see(event) {
      const text = JSON.stringify(event) ?? "";
      const piece = longestText(event);
      if (piece.length > 0) pieces++;
      if (text === last && piece.length > 0) {
        equalNeighbours++;
        if (isNumbered(event) || (piece.length >= TELLING_LENGTH && new Set(piece).size > 4)) isProven = true;
      }
      last = text;
    },
    isRepeating: (outputTokens) =>
      isProven || (equalNeighbours > 0 && outputTokens !== undefined && outputTokens > 0 && pieces > outputTokens),
  };
}

const isNumbered = (event: unknown): boolean =>
  typeof event === "object" && event !== null && "sequence_number" in event;

/** Where vendors put the text of a streamed event. */
const TEXT_FIELDS = new Set(["content", "text", "delta", "partial_json"]);

function longestText(value: unknown, name = ""): string {
  if (typeof value === "string") return TEXT_FIELDS.has(name) ? value : "";
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([key, inner]) => longestText(inner, Array.isArray(value) ? name : key))
    .reduce((longest, one) => (one.length > longest.length ? one : longest), "");
}
