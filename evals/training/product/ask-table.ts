import {
  aggregate,
  arithmetic,
  type BucketUnit,
  bucket,
  column,
  compare,
  countDistinct,
  countRows,
  type DatePart,
  datePart,
  type Expr,
  numberLiteral,
  type OrderItem,
  type Predicate,
  type Query,
  select,
  textLiteral,
} from "@parlance/sql";
import { seededRandom } from "../random.ts";
import type { EventKey, EventTable } from "./tables.ts";

/** A question with the query that answers it. */
export interface AskedTable {
  readonly text: string;
  readonly query: Query;
}

/** Columns of one table and the ways to draw from them. */
function partsOf(table: EventTable, random: () => number) {
  const of = (name: string): Expr => column(table.name, name);
  const oneOf = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError(`Nothing to draw for ${table.name}.`);
    return list[Math.floor(random() * list.length)] as T; // the place lies within the list
  };
  return { of, oneOf, rows: countRows(table.name), date: of(table.date.column) };
}

type Parts = ReturnType<typeof partsOf>;

interface Figure {
  readonly said: string;
  readonly expr: Expr;
  /** The column below the sum, or the product where no column holds it. */
  readonly of: Expr;
}

const REVENUE_WORDS = ["revenue", "revenue", "turnover", "income"];

/** Something that can be added up: a column, or revenue where it must be worked out. */
function additive(table: EventTable, { of, oneOf }: Parts): Figure {
  const measures = table.measures.filter((measure) => measure.isAdditive);
  if (table.sold && (measures.length === 0 || oneOf([true, false]))) {
    const revenue = arithmetic(of(table.sold.quantity), "*", of(table.sold.price));
    return { said: oneOf(REVENUE_WORDS), expr: aggregate("sum", revenue), of: revenue };
  }
  const { column: name, said } = oneOf(measures);
  return { said, expr: aggregate("sum", of(name)), of: of(name) };
}

const grouped = (keys: readonly Expr[], figure: Expr, more: Partial<Query> = {}): Query => ({
  select: [...keys, figure].map((expr) => select(expr)),
  groupBy: keys,
  ...more,
});

const up = (expr: Expr): OrderItem => ({ expr, direction: "asc" });
const down = (expr: Expr): OrderItem => ({ expr, direction: "desc" });

interface Period {
  readonly said: string;
  readonly from: string;
  readonly to: string;
}

/** As of 15 June 2024, the day on which training asks. */
const PERIODS: readonly Period[] = [
  { said: "last month", from: "2024-05-01", to: "2024-06-01" },
  { said: "this month", from: "2024-06-01", to: "2024-07-01" },
  { said: "last quarter", from: "2024-01-01", to: "2024-04-01" },
  { said: "this quarter", from: "2024-04-01", to: "2024-07-01" },
  { said: "this year", from: "2024-01-01", to: "2025-01-01" },
  { said: "last year", from: "2023-01-01", to: "2024-01-01" },
  { said: "in 2023", from: "2023-01-01", to: "2024-01-01" },
  { said: "in March 2024", from: "2024-03-01", to: "2024-04-01" },
  { said: "last week", from: "2024-06-03", to: "2024-06-10" },
];

const within = (date: Expr, { from, to }: Period): Predicate => ({ kind: "dateRange", left: date, from, to });

const UNITS: readonly (readonly [unit: BucketUnit, adjective: string])[] = [
  ["month", "monthly"],
  ["month", "monthly"],
  ["week", "weekly"],
  ["quarter", "quarterly"],
];

type Template = (table: EventTable, parts: Parts) => AskedTable;

const counts: Template = (table, { of, oneOf, rows }) => {
  const key = oneOf(table.keys);
  const [plural] = table.rows;
  const text = oneOf([
    `${plural} by ${key.one}`,
    `${plural} per ${key.one}`,
    `number of ${plural} by ${key.one}`,
    `how many ${plural} per ${key.one}`,
    `count of ${plural} for each ${key.one}`,
    `show ${plural} by ${key.one}`,
  ]);
  return { text, query: grouped([of(key.column)], rows) };
};

const sums: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const key = oneOf(table.keys);
  const figure = additive(table, parts);
  const text = oneOf([
    `${figure.said} by ${key.one}`,
    `${figure.said} per ${key.one}`,
    `total ${figure.said} by ${key.one}`,
    `total ${figure.said} for each ${key.one}`,
    `what is the total ${figure.said} per ${key.one}?`,
    `how much ${figure.said} by ${key.one}`,
  ]);
  return { text, query: grouped([of(key.column)], figure.expr) };
};

const rankedSums: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const key = oneOf(table.keys);
  const figure = additive(table, parts);
  const query = grouped([of(key.column)], figure.expr, { order: [down(figure.expr)] });
  return { text: `${figure.said} by ${key.one}, ${oneOf(["highest first", "biggest first"])}`, query };
};

const averages: Template = (table, { of, oneOf }) => {
  const key = oneOf(table.keys);
  const measure = oneOf(table.measures);
  const [, singular] = table.rows;
  const figure = aggregate("avg", of(measure.column));
  const text = oneOf([
    `average ${measure.said} by ${key.one}`,
    `average ${measure.said} per ${singular} by ${key.one}`,
    `avg ${measure.said} per ${key.one}`,
    `what is the average ${measure.said} for each ${key.one}?`,
    `mean ${measure.said} by ${key.one}`,
  ]);
  return { text, query: grouped([of(key.column)], figure) };
};

const single: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const measure = oneOf(table.measures);
  const [, singular] = table.rows;
  const asked = oneOf<readonly [string, Expr]>([
    [`average ${measure.said}`, aggregate("avg", of(measure.column))],
    [`average ${measure.said} per ${singular}`, aggregate("avg", of(measure.column))],
    [`what is the highest ${measure.said}?`, aggregate("max", of(measure.column))],
    [`lowest ${measure.said}`, aggregate("min", of(measure.column))],
    [`median ${measure.said}`, aggregate("median", of(measure.column))],
    [`total ${measure.said}`, aggregate("sum", of(measure.column))],
  ]);
  return { text: asked[0], query: { select: [select(asked[1])] } };
};

const overTime: Template = (table, parts) => {
  const { oneOf, date } = parts;
  const [unit, adjective] = oneOf(UNITS);
  const figure = figureOrRows(table, parts);
  const time = bucket(date, unit);
  const text = oneOf([
    `${figure.said} by ${unit}`,
    `${figure.said} per ${unit}`,
    `${adjective} ${figure.said}`,
    `show ${figure.said} for each ${unit}`,
  ]);
  return { text, query: grouped([time], figure.expr, { order: [up(time)] }) };
};

interface Said {
  readonly said: string;
  readonly expr: Expr;
}

function figureOrRows(table: EventTable, parts: Parts): Said {
  const [plural] = table.rows;
  return parts.oneOf([true, false]) ? { said: plural, expr: parts.rows } : additive(table, parts);
}

const growth: Template = (table, parts) => {
  const { oneOf, date } = parts;
  const figure = figureOrRows(table, parts);
  const time = bucket(date, "month");
  const before: Expr = { kind: "previous", of: figure.expr, orderBy: time };
  const rate = arithmetic(arithmetic(numberLiteral(100), "*", arithmetic(figure.expr, "-", before)), "/", before);
  const text = oneOf([
    `month over month growth of ${figure.said}`,
    `monthly growth in ${figure.said}`,
    `${figure.said} growth by month`,
    `${figure.said} growth per month`,
    `monthly change in ${figure.said}`,
  ]);
  const query: Query = { select: [time, figure.expr, rate].map((expr) => select(expr)), groupBy: [time] };
  return { text, query: { ...query, order: [up(time)] } };
};

const running: Template = (table, parts) => {
  const { oneOf, date } = parts;
  const figure = figureOrRows(table, parts);
  const time = bucket(date, "month");
  const text = oneOf([
    `running total of ${figure.said} by month`,
    `cumulative ${figure.said} by month`,
    `cumulative ${figure.said} per month`,
  ]);
  const total: Expr = { kind: "running", of: figure.expr, orderBy: time };
  return { text, query: grouped([time], total, { order: [up(time)] }) };
};

const busiest: Template = (table, { oneOf, date, rows }) => {
  const [plural] = table.rows;
  const choices: (readonly [string, DatePart | BucketUnit])[] = [
    [oneOf(["weekday", "day of the week"]), "weekday"],
    ["month", "month"],
    ["week", "week"],
  ];
  if (table.date.hasTime) choices.push([oneOf(["hour", "hour of the day"]), "hour"]);
  const [said, unit] = oneOf(choices);
  const time = unit === "weekday" || unit === "hour" ? datePart(date, unit) : bucket(date, unit as BucketUnit); // the rest are units
  const isQuiet = oneOf([false, false, true]);
  const text = isQuiet
    ? `quietest ${said}`
    : oneOf([`busiest ${said}`, `which ${said} has the most ${plural}?`, `busiest ${said} for ${plural}`]);
  const order = [isQuiet ? up(rows) : down(rows)];
  return { text, query: grouped([time], rows, { order, limit: { count: 1 } }) };
};

const byPart: Template = (table, parts) => {
  const { oneOf, date, of } = parts;
  const measure = oneOf(table.measures);
  const time = datePart(date, table.date.hasTime && oneOf([true, false]) ? "hour" : "weekday");
  const word = time.part === "hour" ? "hour of the day" : "weekday";
  const average = { said: `average ${measure.said}`, expr: aggregate("avg", of(measure.column)) };
  const figure = oneOf([figureOrRows(table, parts), average]);
  return { text: `${figure.said} by ${word}`, query: grouped([time], figure.expr, { order: [up(time)] }) };
};

const winner: Template = (table, parts) => {
  const { of, oneOf, rows, date } = parts;
  const key = oneOf(table.keys);
  const [plural] = table.rows;
  const figure = oneOf([true, false]) ? additive(table, parts) : undefined;
  const period = oneOf([undefined, undefined, oneOf(PERIODS)]);
  const by = figure?.expr ?? rows;
  const isLeast = oneOf([false, false, true]);
  const most = figure ? (isLeast ? "the lowest" : "the highest") : isLeast ? "the fewest" : "the most";
  const what = figure?.said ?? plural;
  const text = oneOf([`which ${key.one} had ${most} ${what}`, `${key.one} with ${most} ${what}`]);
  const order = [isLeast ? up(by) : down(by)];
  const query: Query = { select: [select(of(key.column))], groupBy: [of(key.column)], order, limit: { count: 1 } };
  return period
    ? { text: `${text} ${period.said}`, query: { ...query, where: within(date, period) } }
    : { text: text.startsWith("which") ? `${text}?` : text, query };
};

const topFew: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const { column: name, many } = oneOf<{ column: string; many: string }>([table.actor, ...table.keys]);
  const figure = additive(table, parts);
  const count = oneOf([2, 3, 5]);
  const order = [down(figure.expr)];
  const query = { select: [select(of(name))], groupBy: [of(name)], order, limit: { count } };
  return { text: `top ${count} ${many} by ${figure.said}`, query };
};

const topEach: Template = (table, parts) => {
  const { of, oneOf, rows } = parts;
  const [first, second] = table.keys;
  if (!first || !second) throw new RangeError(`${table.name} needs two keys.`);
  const figure = oneOf([true, false]) ? additive(table, parts) : undefined;
  const count = oneOf([1, 2, 3]);
  const ranked = oneOf<{ column: string; one: string; many: string }>([second, table.actor]);
  const link = oneOf(["per", "in each", "for each"]);
  const by = figure ? ` by ${figure.said}` : "";
  const head = count === 1 ? oneOf([`top ${ranked.one}`, `most popular ${ranked.one}`]) : `top ${count} ${ranked.many}`;
  const group = of(first.column);
  return {
    text: oneOf([`${head} ${link} ${first.one}${by}`, `${head}${by} ${link} ${first.one}`]),
    query: {
      select: [group, of(ranked.column)].map((expr) => select(expr)),
      groupBy: [group, of(ranked.column)],
      order: [down(figure?.expr ?? rows)],
      limit: { count, per: [group] },
    },
  };
};

const shares: Template = (table, parts) => {
  const { of, oneOf, rows } = parts;
  const [plural] = table.rows;
  const key = oneOf(table.keys);
  const percent = (part: Expr, whole: Expr): Expr => arithmetic(arithmetic(numberLiteral(100), "*", part), "/", whole);
  if (oneOf([true, false])) {
    const figure = figureOrRows(table, parts);
    const whole = figure.expr.kind === "aggregate" ? figure.expr : rows;
    const text = oneOf([`share of ${figure.said} by ${key.one}`, `percentage of ${figure.said} per ${key.one}`]);
    return { text, query: grouped([of(key.column)], percent(whole, { kind: "total", of: whole })) };
  }
  const value = oneOf(key.values);
  const where = compare(of(key.column), "=", textLiteral(value));
  const text = oneOf([
    `what share of ${plural} were ${value}`,
    `what percentage of ${plural} are ${value}?`,
    `share of ${value} ${plural}`,
  ]);
  return { text, query: { select: [select(percent({ ...rows, where }, rows))] } };
};

const inPeriod: Template = (table, parts) => {
  const { oneOf, date } = parts;
  const period = oneOf(PERIODS);
  const figure = figureOrRows(table, parts);
  const isRows = figure.expr === parts.rows;
  const text = isRows
    ? oneOf([
        `how many ${figure.said} ${period.said}`,
        `${figure.said} ${period.said}`,
        `number of ${figure.said} ${period.said}`,
      ])
    : oneOf([
        `total ${figure.said} ${period.said}`,
        `${figure.said} ${period.said}`,
        `how much ${figure.said} ${period.said}?`,
      ]);
  return { text, query: { select: [select(figure.expr)], where: within(date, period) } };
};

const keyInPeriod: Template = (table, parts) => {
  const { of, oneOf, date } = parts;
  const period = oneOf(PERIODS);
  const key = oneOf(table.keys);
  const figure = figureOrRows(table, parts);
  const query = grouped([of(key.column)], figure.expr, { where: within(date, period) });
  return { text: `${figure.said} by ${key.one} ${period.said}`, query };
};

const twoPeriods: Template = (table, parts) => {
  const { oneOf, date } = parts;
  const [now, before] = oneOf([
    [1, 0],
    [3, 2],
    [4, 5],
  ]).map((i) => PERIODS[i]);
  const figure = figureOrRows(table, parts);
  if (!now || !before || figure.expr.kind !== "aggregate") throw new RangeError("No such periods.");
  const sides = [now, before].map((period) => ({ ...figure.expr, where: within(date, period) }) as Expr); // an aggregate with its rows
  const text = oneOf([
    `${figure.said} ${now.said} vs ${before.said}`,
    `compare ${figure.said} ${now.said} with ${before.said}`,
  ]);
  return { text, query: { select: sides.map((expr) => select(expr)) } };
};

const filtered: Template = (table, parts) => {
  const { of, oneOf, rows } = parts;
  const key = oneOf(table.keys);
  const value = oneOf(key.values);
  const where = compare(of(key.column), "=", textLiteral(value));
  const [plural] = table.rows;
  const measure = oneOf(table.measures);
  const figure = additive(table, parts);
  const asked = oneOf<readonly [string, Expr]>([
    [`how many ${plural} for ${value}`, rows],
    [`how many ${value} ${plural} are there?`, rows],
    [`average ${measure.said} for ${value}`, aggregate("avg", of(measure.column))],
    [`total ${figure.said} of ${value}`, figure.expr],
    [`${figure.said} for ${value}`, figure.expr],
  ]);
  return { text: asked[0], query: { select: [select(asked[1])], where } };
};

const compared: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const key = oneOf(table.keys);
  const [a = "", b = ""] = key.values;
  const figure = additive(table, parts);
  const where: Predicate = { kind: "in", left: of(key.column), values: [textLiteral(a), textLiteral(b)] };
  const text = oneOf([`compare ${figure.said} of ${a} and ${b}`, `${figure.said}: ${a} vs ${b}`]);
  return { text, query: grouped([of(key.column)], figure.expr, { where }) };
};

const twoKeys: Template = (table, parts) => {
  const { of } = parts;
  const [first, second] = table.keys;
  if (!first || !second) throw new RangeError(`${table.name} needs two keys.`);
  const figure = figureOrRows(table, parts);
  return {
    text: `${figure.said} by ${first.one} and ${second.one}`,
    query: grouped([of(first.column), of(second.column)], figure.expr),
  };
};

const distinct: Template = (table, { of, oneOf }) => {
  const { column: name, many } = oneOf<Pick<EventKey, "column" | "many">>([table.actor, ...table.keys]);
  const text = oneOf([`how many different ${many} are there`, `number of distinct ${many}`, `how many ${many}`]);
  return { text, query: { select: [select(countDistinct(of(name)))] } };
};

const busyDays: Template = (table, { oneOf, date, rows }) => {
  const [plural] = table.rows;
  const [unit, n] = oneOf<readonly [BucketUnit, number]>([
    ["day", 3],
    ["week", 15],
    ["month", 60],
  ]);
  const time = bucket(date, unit);
  const isMore = oneOf([true, false]);
  const cue = isMore ? "more than" : "fewer than";
  const text = oneOf([`how many ${unit}s had ${cue} ${n} ${plural}`, `number of ${unit}s with ${cue} ${n} ${plural}`]);
  const having = compare(rows, isMore ? ">" : "<", numberLiteral(n));
  return { text, query: countedGroups(time, having) };
};

const countedGroups = (key: Expr, having: Predicate): Query => ({
  select: [select(aggregate("count", { kind: "output", name: "item" }))],
  from: { select: [select(key, "item")], groupBy: [key], having },
});

const frequentActors: Template = (table, { of, oneOf, rows }) => {
  const { column: name, many } = table.actor;
  const [plural] = table.rows;
  const [cue, op, n] = oneOf<readonly [string, ">" | ">=", number]>([
    ["more than", ">", 12],
    ["at least", ">=", 10],
    ["more than", ">", 20],
  ]);
  return {
    text: oneOf([`how many ${many} had ${cue} ${n} ${plural}`, `how many ${many} have ${cue} ${n} ${plural}?`]),
    query: countedGroups(of(name), compare(rows, op, numberLiteral(n))),
  };
};

const ratios: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const [above, below] = table.measures.filter((measure) => measure.isAdditive);
  const key = oneOf(table.keys);
  if (!above || !below) return sums(table, parts);
  const ratio = arithmetic(aggregate("sum", of(above.column)), "/", aggregate("sum", of(below.column)));
  return { text: `${above.said} per ${below.said} by ${key.one}`, query: grouped([of(key.column)], ratio) };
};

const worth: Template = (table, parts) => {
  const { of, oneOf } = parts;
  if (!table.sold) return sums(table, parts);
  const revenue = aggregate("avg", arithmetic(of(table.sold.quantity), "*", of(table.sold.price)));
  const key = oneOf(table.keys);
  return oneOf([
    { text: `average order value`, query: { select: [select(revenue)] } },
    { text: `average revenue per ${table.rows[1]}`, query: { select: [select(revenue)] } },
    { text: `average order value by ${key.one}`, query: grouped([of(key.column)], revenue) },
  ]);
};

const TEMPLATES: readonly Template[] = [
  counts,
  sums,
  rankedSums,
  averages,
  single,
  overTime,
  growth,
  running,
  busiest,
  byPart,
  winner,
  topFew,
  topEach,
  shares,
  inPeriod,
  keyInPeriod,
  twoPeriods,
  filtered,
  compared,
  twoKeys,
  distinct,
  busyDays,
  frequentActors,
  ratios,
  worth,
];

const EACH = 2;

/** Every kind of question a few times, none twice; the same for the same table. */
export function askTable(table: EventTable): AskedTable[] {
  const random = seededRandom(table.name.length * 977 + table.keys.length * 31 + table.id.length);
  const parts = partsOf(table, random);
  const found = new Map<string, AskedTable>();
  for (let round = 0; round < EACH; round += 1)
    for (const template of TEMPLATES) {
      const asked = template(table, parts);
      found.set(asked.text, asked);
    }
  return [...found.values()];
}
