// Compiles WordNet's published files into the engine's dictionary of related words:
//   npx tsx tools/lexicon/compile-wordnet.ts
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stem } from "../../packages/engine/src/text/stem.ts";
import { readWordNet } from "./read-wordnet.ts";
import { type RelatedWord, RelationTable } from "./relations.ts";

const OUTPUT = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  "packages/engine/data/wordnet-relations.json",
);

const LICENCE =
  "WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. Used under the WordNet licence " +
  "(wordnet.princeton.edu/license-and-commercial-use): free for any purpose with this notice; provided AS IS, without warranties.";

const FORMAT =
  "lines of stem=other:<relation><weight in tenths>,... sorted by stem, both directions; " +
  "relations: s synonym, d derived, a attribute, h hypernym";

/** Words are looked up by stem, so they are stored by stem; phrases of several words have none. */
function byStem(table: RelationTable): Map<string, Map<string, RelatedWord>> {
  const stems = new Map<string, Map<string, RelatedWord>>();
  for (const [word, related] of table.entries()) {
    if (word.includes(" ")) continue;
    const from = stem(word);
    const list = stems.get(from) ?? new Map<string, RelatedWord>();
    for (const other of related) {
      const to = stem(other.word);
      const isBetter = (list.get(to)?.weight ?? 0) < other.weight;
      if (!other.word.includes(" ") && to !== from && isBetter) list.set(to, { ...other, word: to });
    }
    if (list.size > 0) stems.set(from, list);
  }
  return stems;
}

/** One relation: the other stem, the relation's letter, the weight in tenths. */
const encode = ({ word, relation, weight }: RelatedWord): string =>
  `${word}:${relation}${Math.min(9, Math.round(weight * 10))}`;

const byCodePoint = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const stems = byStem(new RelationTable(readWordNet()));
const lines = [...stems]
  .sort(([a], [b]) => byCodePoint(`${a}=`, `${b}=`))
  .map(
    ([from, related]) =>
      `${from}=${[...related.values()]
        .sort((a, b) => byCodePoint(a.word, b.word))
        .map(encode)
        .join(",")}`,
  );

const relations = [...stems.values()].reduce((sum, related) => sum + related.size, 0);
writeFileSync(
  OUTPUT,
  `${JSON.stringify({ source: "WordNet 3.1", licence: LICENCE, format: FORMAT, count: relations, relations: lines.join("\n") })}\n`,
);
console.log(`${relations} relations of ${lines.length} stems`);
