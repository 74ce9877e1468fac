import {
  aggregate,
  column,
  compare,
  countRows,
  type Expr,
  numberLiteral,
  type OrderItem,
  type Query,
  select,
  textLiteral,
} from "@parlance/sql";
import { seededRandom } from "../random.ts";
import { type AskedTable, down, up } from "./parts.ts";
import type { ThingTable } from "./thing-tables.ts";

interface Ends {
  /** What the thing is then called: "cheapest". */
  readonly said: string;
  readonly by: OrderItem;
}

function partsOf(table: ThingTable, random: () => number) {
  const of = (name: string): Expr => column(table.name, name);
  const oneOf = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError(`Nothing to draw for ${table.name}.`);
    return list[Math.floor(random() * list.length)] as T; // the place lies within the list
  };
  const ends = (): Ends => {
    const { date } = table;
    if (date && random() < 0.25) {
      const isNew = random() < 0.5;
      return { said: oneOf(isNew ? date.newest : date.oldest), by: (isNew ? down : up)(of(date.column)) };
    }
    const measure = oneOf(table.measures.filter(({ most }) => most.length > 0));
    const isMost = random() < 0.5;
    return { said: oneOf(isMost ? measure.most : measure.least), by: (isMost ? down : up)(of(measure.column)) };
  };
  const named = (order: OrderItem, count: number, more: Partial<Query> = {}): Query => ({
    select: [select(of(table.label))],
    order: [order],
    limit: { count },
    ...more,
  });
  return { of, oneOf, ends, named, rows: countRows(table.name) };
}

type Parts = ReturnType<typeof partsOf>;
type Template = (table: ThingTable, parts: Parts) => AskedTable;

const single: Template = ({ one }, { oneOf, ends, named }) => {
  const { said, by } = ends();
  const text = oneOf([
    `what is the ${said} ${one}?`,
    `what is our ${said} ${one}?`,
    `which ${one} is the ${said}?`,
    `which ${one} is ${said}`,
    `${said} ${one}`,
    `show me the ${said} ${one}`,
    `name of the ${said} ${one}`,
    `which is the ${said} ${one}?`,
  ]);
  return { text, query: named(by, 1) };
};

const EXTREMES: readonly (readonly [most: string, least: string])[] = [
  ["highest", "lowest"],
  ["largest", "smallest"],
  ["greatest", "smallest"],
  ["biggest", "smallest"],
];

const byColumn: Template = ({ one, measures }, { of, oneOf, named }) => {
  const measure = oneOf(measures);
  const [most, least] = oneOf(EXTREMES);
  const isMost = oneOf([true, true, false]);
  const extreme = isMost ? most : least;
  const text = oneOf([
    `which ${one} has the ${extreme} ${measure.said}?`,
    `${one} with the ${extreme} ${measure.said}`,
    `what ${one} has the ${extreme} ${measure.said}`,
  ]);
  return { text, query: named((isMost ? down : up)(of(measure.column)), 1) };
};

const NUMBERS: readonly (readonly [said: string, count: number])[] = [
  ["three", 3],
  ["two", 2],
  ["five", 5],
  ["10", 10],
  ["4", 4],
];

const few: Template = ({ many }, { oneOf, ends, named }) => {
  const { said, by } = ends();
  const [number, count] = oneOf(NUMBERS);
  const text = oneOf([
    `the ${number} ${said} ${many}`,
    `what are the ${number} ${said} ${many}?`,
    `${number} ${said} ${many}`,
    `list the ${number} ${said} ${many}`,
    `which ${number} ${many} are the ${said}?`,
  ]);
  return { text, query: named(by, count) };
};

const topBy: Template = ({ many, measures }, { of, oneOf, named }) => {
  const measure = oneOf(measures);
  const [number, count] = oneOf(NUMBERS);
  const isTop = oneOf([true, true, false]);
  const text = oneOf([
    `${isTop ? "top" : "bottom"} ${number} ${many} by ${measure.said}`,
    `${number} ${many} with the ${isTop ? "highest" : "lowest"} ${measure.said}`,
  ]);
  return { text, query: named((isTop ? down : up)(of(measure.column)), count) };
};

const ORDINALS: readonly (readonly [said: string, offset: number])[] = [
  ["second", 1],
  ["third", 2],
];

const ordinal: Template = ({ one }, { oneOf, ends, named }) => {
  const { said, by } = ends();
  const [word, offset] = oneOf(ORDINALS);
  const text = oneOf([`what is the ${word} ${said} ${one}?`, `${word} ${said} ${one}`]);
  return { text, query: named(by, 1, { limit: { count: 1, offset } }) };
};

const within: Template = ({ one, keys }, { of, oneOf, ends, named }) => {
  const { said, by } = ends();
  const key = oneOf(keys);
  const value = oneOf(key.values);
  const text = oneOf([
    `what is the ${said} ${one} with ${key.one} ${value}?`,
    `${said} ${one} where ${key.one} is ${value}`,
    `${said} ${value} ${one}`,
  ]);
  return { text, query: named(by, 1, { where: compare(of(key.column), "=", textLiteral(value)) }) };
};

const perKey: Template = ({ one, keys, label }, { of, oneOf, ends }) => {
  const { said, by } = ends();
  const key = oneOf(keys);
  const group = of(key.column);
  const text = oneOf([`${said} ${one} per ${key.one}`, `the ${said} ${one} in each ${key.one}`]);
  return {
    text,
    query: { select: [select(group), select(of(label))], order: [by], limit: { count: 1, per: [group] } },
  };
};

const most: Template = ({ many, keys }, { of, oneOf, rows }) => {
  const key = oneOf(keys);
  const isMost = oneOf([true, true, false]);
  const extreme = isMost ? "most" : "fewest";
  const text = oneOf([
    `which ${key.one} has the ${extreme} ${many}?`,
    `${key.one} with the ${extreme} ${many}`,
    `what ${key.one} has the ${extreme} ${many}`,
  ]);
  const order = [(isMost ? down : up)(rows)];
  return { text, query: { select: [select(of(key.column))], groupBy: [of(key.column)], order, limit: { count: 1 } } };
};

const averaged: Template = ({ keys, measures }, { of, oneOf }) => {
  const key = oneOf(keys);
  const measure = oneOf(measures);
  const isMost = oneOf([true, false]);
  const text = `which ${key.one} has the ${isMost ? "highest" : "lowest"} average ${measure.said}?`;
  const order = [(isMost ? down : up)(aggregate("avg", of(measure.column)))];
  return { text, query: { select: [select(of(key.column))], groupBy: [of(key.column)], order, limit: { count: 1 } } };
};

const figure: Template = ({ measures }, { of, oneOf }) => {
  const measure = oneOf(measures);
  const fn = oneOf(["max", "min"] as const);
  const text = oneOf([
    `what is the ${fn === "max" ? "highest" : "lowest"} ${measure.said}?`,
    `${fn === "max" ? "maximum" : "minimum"} ${measure.said}`,
  ]);
  return { text, query: { select: [select(aggregate(fn, of(measure.column)))] } };
};

const howMuch: Template = ({ one, measures }, { of, oneOf, ends }) => {
  const measure = oneOf(measures);
  const { said, by } = ends();
  const text = `what is the ${measure.said} of the ${said} ${one}?`;
  return { text, query: { select: [select(of(measure.column))], order: [by], limit: { count: 1 } } };
};

const above: Template = ({ many, measures, label }, { of, oneOf }) => {
  const measure = oneOf(measures);
  const bound = Math.round((measure.low + measure.high) / 2);
  const isMore = oneOf([true, false]);
  return {
    text: `${many} with a ${measure.said} ${isMore ? "above" : "below"} ${bound}`,
    query: {
      select: [select(of(label))],
      where: compare(of(measure.column), isMore ? ">" : "<", numberLiteral(bound)),
    },
  };
};

const TEMPLATES: readonly Template[] = [
  single,
  single,
  single,
  byColumn,
  byColumn,
  few,
  few,
  topBy,
  ordinal,
  within,
  perKey,
  most,
  averaged,
  figure,
  howMuch,
  above,
];
const EACH = 2;

/** Every kind of question a few times, none twice; the same for the same table. */
export function askThings(table: ThingTable): AskedTable[] {
  const parts = partsOf(table, seededRandom(table.name.length * 1013 + table.label.length * 37 + table.keys.length));
  const found = new Map<string, AskedTable>();
  for (let round = 0; round < EACH; round += 1)
    for (const template of TEMPLATES) {
      const asked = template(table, parts);
      found.set(asked.text, asked);
    }
  return [...found.values()];
}
