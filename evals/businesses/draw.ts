import { seededRandom } from "../training/random.ts";

export type Cell = string | number | null;

/** One made-up business: its tables as DDL, and the rows of each table by name. */
export interface Business {
  readonly ddl: string;
  readonly rows: () => Readonly<Record<string, readonly (readonly Cell[])[]>>;
}

export interface Draw {
  /** From `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** What stands first comes more often, so that no ranking ends in a tie. */
  oneOf<T>(list: readonly [T, ...T[]]): T;
  chance(share: number): boolean;
  day(from: string, to: string): string;
  /** A day with a time between 7 and 20 o'clock. */
  moment(from: string, to: string): string;
}

const DAY_MS = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

export function drawing(seed: number): Draw {
  const random = seededRandom(seed);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const day = (from: string, to: string): string => {
    const first = Date.parse(from);
    return iso(first + between(0, Math.round((Date.parse(to) - first) / DAY_MS)) * DAY_MS).slice(0, 10);
  };
  return {
    between,
    oneOf: (list) => list[Math.floor(random() ** 1.4 * list.length)] ?? list[0],
    chance: (share) => random() < share,
    day,
    moment: (from, to) => {
      const minute = between(7 * 60, 20 * 60 - 1);
      return iso(Date.parse(day(from, to)) + minute * 60_000)
        .slice(0, 19)
        .replace("T", " ");
    },
  };
}

/** The moment or day so many days later. */
export const later = (from: string, days: number): string =>
  from.length > 10
    ? iso(Date.parse(`${from.replace(" ", "T")}Z`) + days * DAY_MS)
        .slice(0, 19)
        .replace("T", " ")
    : iso(Date.parse(from) + days * DAY_MS).slice(0, 10);

export const times = <T>(count: number, row: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => row(i + 1));

export const FIRST_NAMES = [
  "Ana",
  "Boris",
  "Chloe",
  "Dario",
  "Elif",
  "Farid",
  "Greta",
  "Hugo",
  "Ines",
  "Jonas",
] as const;
export const LAST_NAMES = [
  "Abbott",
  "Brandt",
  "Castillo",
  "Dupont",
  "Eriksen",
  "Fontana",
  "Gruber",
  "Haddad",
  "Ivanov",
  "Jansen",
  "Kowalski",
] as const;

/** The i-th of 110 different names. */
export const personName = (i: number): readonly [first: string, last: string] => [
  FIRST_NAMES[i % FIRST_NAMES.length] ?? "",
  LAST_NAMES[i % LAST_NAMES.length] ?? "",
];
