/** Rows that TABLE(sequence(...)) may make; the function sequence() itself stops at 10,000. */
export const MAX_SEQUENCE = 1_000_000;

/** Whether the words of a call of sequence give plain numbers and few rows: sequence ( start => 0 , stop => 9 ). */
export function isSmallSequence(words: readonly string[]): boolean {
  const open = words.indexOf("(");
  const bounds = splitArguments(words.slice(open + 1, -1)).map(readArgument);
  const given = new Map<string, bigint>();
  for (const [index, bound] of bounds.entries()) {
    if (bound === undefined) return false;
    given.set(bound.name ?? POSITIONS[index] ?? "", bound.value);
  }
  const [start, stop, step] = [given.get("start") ?? 0n, given.get("stop"), given.get("step") ?? 1n];
  return stop !== undefined && step !== 0n && (stop - start) / step < BigInt(MAX_SEQUENCE);
}

const POSITIONS = ["start", "stop", "step"];

function splitArguments(words: readonly string[]): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (word === ",") parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function readArgument(words: readonly string[]): { readonly name?: string; readonly value: bigint } | undefined {
  const isNamed = words[1] === "=>";
  const number = words.slice(isNamed ? 2 : 0).join("");
  if (!/^-?\d{1,18}$/.test(number)) return undefined;
  const value = BigInt(number);
  return isNamed ? { name: (words[0] ?? "").toLowerCase(), value } : { value };
}
