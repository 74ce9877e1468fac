import { keyboardRest } from "./keyboard-runs.ts";

/** What breaches have shown people to use, lower case, the most used first. */
export interface KnownPasswords {
  /** Each as its skeleton. */
  readonly all: ReadonlySet<string>;
  /** The most used words among them: two of these are no more of a secret than one. */
  readonly words: readonly string[];
}

/** Why a password that keeps the rules would be guessed all the same. */
export type Guess = "few-characters" | "own-name" | "known";

export const WHY_GUESSED: Readonly<Record<Guess, string>> = {
  "few-characters": "it has fewer than five different characters",
  "own-name": "it is made of your own name or address",
  known: "it is a well-known password, word or row of keys with a few signs around it",
};

/** Used here and missing in lists that were collected in English. */
const WORDS_OF_OURS = ["parlance", "postgres", "mysql", "login", "willkommen", "passwort", "bienvenue", "motdepasse"];
const MOST_USED = 1_000;
const MIN_WORD = 4;
const MIN_PIECE = 3;
const MIN_DIFFERENT = 5;
/** Digits and signs in front, behind and between cost one each, letters two: so much is no secret. */
const DRESSING = 5;

export function knownPasswords(mostUsedFirst: readonly string[]): KnownPasswords {
  const words = mostUsedFirst.slice(0, MOST_USED).filter((each) => each.length >= MIN_WORD && /^\p{L}+$/u.test(each));
  return { all: new Set([...mostUsedFirst, ...WORDS_OF_OURS].map(skeletonOf)), words: [...words, ...WORDS_OF_OURS] };
}

/** `about`: what the person is known by, which is guessed first. Null: it is none of the first guesses. */
export function guessPassword(password: string, about: readonly string[], known: KnownPasswords): Guess | null {
  const typed = password.normalize("NFC").toLowerCase();
  if (new Set(typed).size < MIN_DIFFERENT) return "few-characters";
  if (isDressed(typed, known.all)) return "known";
  const texts = disguises(typed);
  const own = about.flatMap(partsOf);
  if (texts.some((text) => own.some((part) => text.includes(part)) && restOf(text, own) <= DRESSING)) return "own-name";
  return texts.some((text) => restOf(text, known.words) <= DRESSING) ? "known" : null;
}

/** Signs that stand for letters. */
const STANDS_FOR: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "9": "g",
  "@": "a",
  $: "s",
  "!": "i",
  "+": "t",
  "|": "l",
  "(": "c",
  "€": "e",
};

const undressed = (text: string): string => [...text].map((each) => STANDS_FOR[each] ?? each).join("");
const disguises = (text: string): readonly string[] => [
  text,
  undressed(text),
  undressed(text.replace(/[^\p{L}]+$/u, "")),
];

/** What is left of a character when all that could stand for each other are one; digits of known passwords too. */
const boneOf = (char: string): string => {
  const letter = STANDS_FOR[char] ?? char;
  return letter === "i" ? "l" : letter;
};
const skeletonOf = (text: string): string => [...text].map(boneOf).join("");

/** How many characters are left when the words and runs of keys are taken out. */
function restOf(text: string, known: readonly string[]): number {
  const words = known.filter((word) => text.includes(word)).sort((a, b) => b.length - a.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), text);
  const left = keyboardRest(rest);
  return words.length === 0 && left.length === text.length ? Number.POSITIVE_INFINITY : left.length;
}

interface Sign {
  readonly typed: string;
  readonly bone: string;
}

const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;

/** Whether all but a little dressing of it is one known password, however its letters are disguised. */
function isDressed(typed: string, known: ReadonlySet<string>): boolean {
  const whole = [...typed].map((each): Sign => ({ typed: each, bone: boneOf(each) }));
  const withoutSeparators = whole.filter(({ bone }) => LETTER_OR_DIGIT.test(bone));
  const withoutSigns = whole.filter((each) => LETTER_OR_DIGIT.test(each.typed));
  return [whole, withoutSeparators, withoutSigns].some((text) => {
    // One separator throughout is one thing to guess; each other is one more.
    const separators = new Set(whole.filter((each) => !text.includes(each)).map((each) => each.typed));
    return hasKnownPiece(text, known, DRESSING - separators.size);
  });
}

function hasKnownPiece(text: readonly Sign[], known: ReadonlySet<string>, budget: number): boolean {
  for (let from = 0; from <= budget && from < text.length; from++) {
    for (let until = text.length; until >= text.length - budget && until - from >= MIN_PIECE; until--) {
      if (costOf(text.slice(0, from)) + costOf(text.slice(until)) > budget) continue;
      const piece = text.slice(from, until).map(({ bone }) => bone);
      if (known.has(piece.join("")) || known.has(piece.reverse().join(""))) return true;
    }
  }
  return false;
}

const costOf = (dressing: readonly Sign[]): number =>
  dressing.reduce((sum, { typed }) => sum + (/\p{L}/u.test(typed) ? 2 : 1), 0);

const partsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((part) => part.length >= MIN_WORD);
