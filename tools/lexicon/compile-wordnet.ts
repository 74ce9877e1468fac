// Compiles WordNet's published files into the engine's dictionary of related words:
//   npx tsx tools/lexicon/compile-wordnet.ts
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readWordNet } from "./read-wordnet.ts";
import { type RelatedWord, RelationTable } from "./relations.ts";

const OUTPUT = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  "packages/engine/data/wordnet-relations.json",
);

const LICENCE =
  "WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved. Used under the WordNet licence " +
  "(wordnet.princeton.edu/license-and-commercial-use): free for any purpose with this notice; provided AS IS, without warranties.";

/** One pair: the other word, the relation's letter, the weight in tenths. */
const encode = ({ word, relation, weight }: RelatedWord): string =>
  `${word}:${relation}${Math.min(9, Math.round(weight * 10))}`;

const byWord = (a: RelatedWord, b: RelatedWord): number => (a.word < b.word ? -1 : 1);

const table = new RelationTable(readWordNet());
const lines = table
  .entries()
  .sort(([a], [b]) => (a < b ? -1 : 1))
  // Relations are symmetric: each pair is written once, under the word that sorts first.
  .map(([word, related]) => ({ word, after: related.filter((other) => other.word > word).sort(byWord) }))
  .filter(({ after }) => after.length > 0)
  .map(({ word, after }) => `${word}=${after.map(encode).join(",")}`);

const pairs = lines.reduce((sum, line) => sum + line.split(",").length, 0);
const format =
  "lines of word=other:<relation><weight in tenths>,...; relations: s synonym, d derived, a attribute, h hypernym; symmetric, each pair once";
writeFileSync(
  OUTPUT,
  `${JSON.stringify({ source: "WordNet 3.1", licence: LICENCE, format, pairs, relations: lines.join("\n") })}\n`,
);
console.log(`${pairs} pairs in ${lines.length} lines`);
