const LIST =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty";
const TENS = "thirty forty fifty sixty seventy eighty ninety";
const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth";

export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...LIST.split(" ").map((word, i) => [word, i] as const),
  ...TENS.split(" ").map((word, i) => [word, (i + 3) * 10] as const),
  ["hundred", 100],
  ["thousand", 1000],
  ["million", 1_000_000],
  ["dozen", 12],
  ["once", 1],
  ["twice", 2],
]);

export const ORDINAL_WORDS: ReadonlyMap<string, number> = new Map(
  ORDINALS.split(" ").flatMap((word, i) => [[word, i + 1] as const, [ordinalDigits(i + 1), i + 1] as const]),
);

function ordinalDigits(n: number): string {
  return `${n}${n === 1 ? "st" : n === 2 ? "nd" : n === 3 ? "rd" : "th"}`;
}

export const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["thousand", 1e3],
  ["m", 1e6],
  ["mn", 1e6],
  ["mio", 1e6],
  ["million", 1e6],
  ["bn", 1e9],
  ["b", 1e9],
  ["billion", 1e9],
]);
