import { seededRandom } from "../random.ts";
import type { ThingTable } from "./thing-tables.ts";
import { type MadeTable, makeDatabase } from "./write-database.ts";

const ROWS = 80;
const FIRST_DAY = Date.UTC(1996, 2, 4);
const DAYS = 10_000;

const SYLLABLES = "bar cor del fen gal har ivo jun kel lor mar nev oro pel quin ros sal tor ul ver wil yar zen".split(
  " ",
);

const drawnName = (random: () => number): string => {
  const syllable = (): string => SYLLABLES[Math.floor(random() * SYLLABLES.length)] ?? "";
  const word = `${syllable()}${syllable()}${syllable()}`;
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
};

/** Rows whose figures never tie, so that the most and the least are one. */
export function madeThings(table: ThingTable): MadeTable {
  const random = seededRandom(table.name.length * 157 + table.id.length);
  const orders = [...table.measures, undefined].map(() => shuffled(random));
  const rows = Array.from({ length: ROWS }, (_, i) => {
    const key = table.keys.map(({ values }) => values[Math.floor(random() ** 1.5 * values.length)] ?? "");
    const figures = table.measures.map(({ low, high }, m) => spread(low, high, orders[m]?.[i] ?? 0, random));
    const day = spread(0, DAYS, orders.at(-1)?.[i] ?? 0, random);
    const date = new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10);
    return [100 + i, `${drawnName(random)} ${i + 1}`, ...key, ...figures, ...(table.date ? [date] : [])];
  });
  return {
    name: table.name,
    columns: [
      { name: table.id, type: "INTEGER" },
      { name: table.label, type: "TEXT" },
      ...table.keys.map(({ column }) => ({ name: column, type: "TEXT" as const })),
      ...table.measures.map(({ column }) => ({ name: column, type: "REAL" as const })),
      ...(table.date ? [{ name: table.date.column, type: "TEXT" as const }] : []),
    ],
    rows,
  };
}

const shuffled = (random: () => number): number[] => {
  const places = Array.from({ length: ROWS }, (_, i) => ({ i, at: random() }));
  return places.sort((a, b) => a.at - b.at).map(({ i }) => i);
};

/** The figure at one of `ROWS` places between low and high, whole where they lie far enough apart. */
function spread(low: number, high: number, place: number, random: () => number): number {
  const width = (high - low) / ROWS;
  const figure = low + width * (place + 0.1 + 0.8 * random());
  return width >= 2 ? Math.floor(figure) : Math.round(figure * 100) / 100;
}

export const thingDatabase = (table: ThingTable): string => makeDatabase(madeThings(table), table);
