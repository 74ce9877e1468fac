/**
 * Words that people build passwords of, chosen by hand: what breached lists everywhere begin with. The rules ask for
 * upper case, digits and signs, so the lists' own entries cannot pass; what passes are these words dressed up
 * ("P@ssw0rd1!"), which is what is looked for here.
 */
const WORDS = new Set(
  `password passwort passwd pass word secret admin administrator root login welcome willkommen bienvenue hello letmein
changeme default guest user test testing temp trustno master access security iloveyou sunshine princess princesa
monkey dragon football baseball basketball soccer hockey superman batman starwars pokemon ninja shadow michael jordan
jessica ashley daniel charlie andrew thomas qwerty qwertz azerty qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm
qazwsx abc abcd abcde abcdef abcdefg abcdefgh abcdefghi summer winter spring autumn fall january february march april
may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
company office computer internet google facebook microsoft windows apple samsung server database oracle mysql postgres
parlance cheese flower hunter killer pepper computer freedom whatever lovely angel jesus liverpool chelsea arsenal
mustang corvette ferrari harley yankees cowboys london paris berlin newyork chicago america germany france`.split(
    /\s+/,
  ),
);

const DRESS: Readonly<Record<string, string>> = {
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

/** Neighbours on keyboards, and the alphabet: runs along these lines are typed, not thought of. */
const LINES = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "azertyuiop",
];
const LONGEST_GUESSABLE_REST = 5;
const MIN_KNOWN_LENGTH = 4;
const MIN_DIFFERENT = 5;

/** Whether a password that keeps the rules is one of the first to be guessed all the same. */
export function isCommonPassword(password: string, about: readonly string[] = []): boolean {
  const plain = password.toLowerCase();
  if (new Set(plain).size < MIN_DIFFERENT) return true;
  const known = [...WORDS, ...about.flatMap(partsOf)].filter((word) => word.length >= MIN_KNOWN_LENGTH);
  return [plain, undressed(plain), undressed(plain.replace(/[^\p{L}]+$/u, ""))].some(
    (text) => restOf(text, known) <= LONGEST_GUESSABLE_REST,
  );
}

const undressed = (text: string): string => [...text].map((char) => DRESS[char] ?? char).join("");

/** How many characters are left when known words and runs are taken out: a handful of digits and signs is no secret. */
function restOf(text: string, known: readonly string[]): number {
  const words = known.filter((word) => text.includes(word)).sort((a, b) => b.length - a.length);
  if (words.length === 0 && !hasRun(text)) return Number.POSITIVE_INFINITY;
  let rest = text;
  for (const word of words) rest = rest.replaceAll(word, "");
  return withoutRuns(rest).length;
}

const RUN_LENGTH = 3;
const runsIn = (text: string): string[] =>
  LINES.flatMap((line) => [line, [...line].reverse().join("")]).flatMap((line) =>
    Array.from({ length: line.length - RUN_LENGTH + 1 }, (_, i) => line.slice(i, i + RUN_LENGTH)).filter((run) =>
      text.includes(run),
    ),
  );
const hasRun = (text: string): boolean => runsIn(text).length > 0;

/** Takes out every character that belongs to a run, overlapping ones too: "12345" leaves nothing. */
function withoutRuns(text: string): string {
  const inRun = new Set<number>();
  for (const run of runsIn(text)) {
    for (let at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + 1))
      for (let i = 0; i < run.length; i++) inRun.add(at + i);
  }
  return [...text].filter((_, i) => !inRun.has(i)).join("");
}

const partsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{Nd}]+/u)
    .filter((part) => part.length >= MIN_KNOWN_LENGTH);
