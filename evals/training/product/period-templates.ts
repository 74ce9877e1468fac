import {
  aggregate,
  arithmetic,
  type BucketUnit,
  bucket,
  compare,
  type DatePart,
  datePart,
  type Expr,
  numberLiteral,
  type Predicate,
  type Query,
  select,
} from "@parlance/sql";
import { additive, countedGroups, down, figureOrRows, grouped, type Template, up } from "./parts.ts";

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

export const overTime: Template = (table, parts) => {
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

export const growth: Template = (table, parts) => {
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

export const running: Template = (table, parts) => {
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

export const busiest: Template = (table, { oneOf, date, rows }) => {
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

export const byPart: Template = (table, parts) => {
  const { oneOf, date, of } = parts;
  const measure = oneOf(table.measures);
  const time = datePart(date, table.date.hasTime && oneOf([true, false]) ? "hour" : "weekday");
  const word = time.part === "hour" ? "hour of the day" : "weekday";
  const average = { said: `average ${measure.said}`, expr: aggregate("avg", of(measure.column)) };
  const figure = oneOf([figureOrRows(table, parts), average]);
  return { text: `${figure.said} by ${word}`, query: grouped([time], figure.expr, { order: [up(time)] }) };
};

export const inPeriod: Template = (table, parts) => {
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

export const keyInPeriod: Template = (table, parts) => {
  const { of, oneOf, date } = parts;
  const period = oneOf(PERIODS);
  const key = oneOf(table.keys);
  const figure = figureOrRows(table, parts);
  const query = grouped([of(key.column)], figure.expr, { where: within(date, period) });
  return { text: `${figure.said} by ${key.one} ${period.said}`, query };
};

export const twoPeriods: Template = (table, parts) => {
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

export const busyDays: Template = (table, { oneOf, date, rows }) => {
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

export const winner: Template = (table, parts) => {
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
