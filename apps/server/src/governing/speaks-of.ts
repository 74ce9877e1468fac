/**
 * Whether anything that people wrote names one of these columns, as a word of its own. What they know of a column that
 * somebody may not see is not for that person either: neither the name nor values that stand beside it.
 */
export function speaksOf(written: unknown, columns: readonly string[]): boolean {
  if (columns.length === 0) return false;
  const names = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${columns.map(escaped).join("|")})(?![\\p{L}\\p{N}_])`, "iu");
  return textsOf(written).some((text) => names.test(text));
}

const escaped = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Values only: keys are the product's own words. */
function textsOf(written: unknown): readonly string[] {
  if (typeof written === "string") return [written];
  if (typeof written !== "object" || written === null) return [];
  return Object.values(written).flatMap(textsOf);
}
