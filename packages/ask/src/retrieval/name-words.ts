import { identifierWords, spelledOut, stem } from "@parlance/engine/words";

/** Ways to read a name as words, in stems: as written, with short forms spelled out, and joined words taken apart. */
export function nameReadings(name: string, vocabulary: ReadonlySet<string>): readonly (readonly string[])[] {
  const words = identifierWords(name);
  const spelled = spelledOut(words);
  const apart = spelled.flatMap((word) => takeApart(word, vocabulary) ?? [word]);
  const seen = new Set<string>();
  return [words, spelled, apart].flatMap((reading) => {
    const stems = reading.map(stem);
    const key = stems.join(" ");
    if (key === "" || seen.has(key)) return [];
    seen.add(key);
    return [stems];
  });
}

const SHORTEST_PART = 4;
/** Endings too short to stand alone that names are glued together with all the same. */
const GLUED_ENDS = new Set(["id", "no", "num", "key"]);

/** "studentid" into student and id, where other names of the schema have those words by themselves. */
export function takeApart(word: string, vocabulary: ReadonlySet<string>): readonly string[] | undefined {
  if (word.length < 6) return undefined;
  for (let at = word.length - 2; at >= SHORTEST_PART; at -= 1) {
    const [first, last] = [word.slice(0, at), word.slice(at)];
    const isLastKnown = GLUED_ENDS.has(last) || (last.length >= SHORTEST_PART && vocabulary.has(last));
    if (isLastKnown && vocabulary.has(first)) return [first, last];
  }
  return undefined;
}

/** Every word that stands by itself in one of the names. */
export const vocabularyOf = (names: Iterable<string>): ReadonlySet<string> =>
  new Set([...names].flatMap((name) => identifierWords(name)));
