/** Says little about which table or column a question is about; kept out of the vector so that the rest weighs more. */
const FUNCTION_WORDS = new Set(
  (
    "a an and are as at be been by can did do does each every for from give had has have how i in is it its list many me much my of on or our " +
    "please show tell than that the their them there these they this those to was we were what when where which who whose will with you your"
  ).split(" "),
);

const WEIGHT = { word: 1, stem: 0.8, pair: 0.5, gram: 0.9 } as const;

/** A text as weighted features: words, their stems, neighbours, and pieces of words, which carry over typing errors and compounds. */
export function featuresOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string, weight: number): void => void counts.set(name, (counts.get(name) ?? 0) + weight);
  const words = wordsOf(text).filter((word) => !FUNCTION_WORDS.has(word));
  for (const [at, word] of words.entries()) {
    const stem = stemOf(word);
    add(`w:${word}`, WEIGHT.word);
    add(`s:${stem}`, WEIGHT.stem);
    const next = words[at + 1];
    if (next !== undefined) add(`p:${stem} ${stemOf(next)}`, WEIGHT.pair);
    const grams = gramsOf(word);
    // Together a word's pieces weigh the same, however long it is.
    for (const gram of grams) add(`g:${gram}`, WEIGHT.gram / Math.sqrt(grams.length));
  }
  return counts;
}

/** Lower-case words without accents; names such as orderTotal and order_total fall into theirs. */
function wordsOf(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

const ENDINGS: readonly (readonly [ending: RegExp, instead: string])[] = [
  [/(?:ss|x|ch|sh)es$/, ""],
  [/ies$/, "y"],
  [/(?<=[^su])s$/, ""],
  [/ations?$/, "at"],
  [/ings?$/, ""],
  [/(?<=\w{3})ed$/, ""],
  [/(?<=\w{3})er$/, ""],
  [/(?<=\w{4})ly$/, ""],
  [/(?<=\w{3})e$/, ""],
];

/** English plurals and the commonest endings; a wrong stem only costs one feature of several. */
function stemOf(word: string): string {
  if (word.length < 4) return word;
  let stem = word;
  for (const [ending, instead] of ENDINGS) {
    const shorter = stem.replace(ending, (match) => (/^(?:ss|x|ch|sh)es$/.test(match) ? match.slice(0, -2) : instead));
    if (shorter.length >= 3) stem = shorter;
  }
  return stem.replace(/(\w)\1$/, "$1");
}

const GRAM_LENGTHS = [3, 4];

function gramsOf(word: string): string[] {
  const framed = [...`<${word}>`];
  return GRAM_LENGTHS.flatMap((length) =>
    Array.from({ length: Math.max(0, framed.length - length + 1) }, (_, at) => framed.slice(at, at + length).join("")),
  );
}
