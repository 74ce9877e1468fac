export interface FoundJson {
  /** Objects that are in the text, in order. */
  readonly objects: readonly unknown[];
  /** One was begun and not ended. */
  readonly isCut: boolean;
}

/** Each costs a look at all that follows, and a hostile reply may be made of nothing but braces. */
const MAX_STARTS = 16;

/** The JSON objects of a reply: all of it, in fences, or between sentences. Control characters that strings hold unescaped are mended. */
export function findJson(text: string): FoundJson {
  const whole = parseLeniently(text);
  if (isObject(whole)) return { objects: [whole], isCut: false };
  const objects: unknown[] = [];
  let at = text.indexOf("{");
  for (let tried = 0; at !== -1 && tried < MAX_STARTS; tried++) {
    const end = endOfObject(text, at);
    if (end === -1) return { objects, isCut: objects.length === 0 };
    const found = parseLeniently(text.slice(at, end));
    if (isObject(found)) objects.push(found);
    // A brace of prose may hide the object behind it.
    at = text.indexOf("{", isObject(found) ? end : at + 1);
  }
  return { objects, isCut: false };
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** One past the brace that closes the one at `start`; -1 where none does. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (isInString) {
      if (char === "\\") at++;
      else if (char === '"') isInString = false;
    } else if (char === '"') isInString = true;
    else if (char === "{" || char === "[") depth++;
    else if ((char === "}" || char === "]") && --depth === 0) return at + 1;
  }
  return -1;
}

function parseLeniently(text: string): unknown {
  return parse(text) ?? parse(mend(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Line breaks inside strings, and commas before a closing bracket: what models without a JSON mode get wrong most. */
function mend(text: string): string {
  let mended = "";
  let isInString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (isInString && char === "\\") {
      mended += char + (text[at + 1] ?? "");
      at++;
      continue;
    }
    if (char === '"') isInString = !isInString;
    if (isInString) mended += char < " " ? JSON.stringify(char).slice(1, -1) : char;
    else if (!(char === "," && /^\s*[}\]]/.test(text.slice(at + 1, at + 200)))) mended += char;
  }
  return mended;
}
