import {
  aggregate,
  arithmetic,
  compare,
  countDistinct,
  type Expr,
  numberLiteral,
  type Predicate,
  select,
  textLiteral,
} from "@parlance/sql";
import { additive, countedGroups, down, figureOrRows, grouped, type Template } from "./parts.ts";
import type { EventKey } from "./tables.ts";

export const counts: Template = (table, { of, oneOf, rows }) => {
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

export const sums: Template = (table, parts) => {
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

export const rankedSums: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const key = oneOf(table.keys);
  const figure = additive(table, parts);
  const query = grouped([of(key.column)], figure.expr, { order: [down(figure.expr)] });
  return { text: `${figure.said} by ${key.one}, ${oneOf(["highest first", "biggest first"])}`, query };
};

export const averages: Template = (table, { of, oneOf }) => {
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

export const single: Template = (table, parts) => {
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

export const topFew: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const { column: name, many } = oneOf<{ column: string; many: string }>([table.actor, ...table.keys]);
  const figure = additive(table, parts);
  const count = oneOf([2, 3, 5]);
  const order = [down(figure.expr)];
  const query = { select: [select(of(name))], groupBy: [of(name)], order, limit: { count } };
  return { text: `top ${count} ${many} by ${figure.said}`, query };
};

export const topEach: Template = (table, parts) => {
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

export const shares: Template = (table, parts) => {
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

export const filtered: Template = (table, parts) => {
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

export const compared: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const key = oneOf(table.keys);
  const [a = "", b = ""] = key.values;
  const figure = additive(table, parts);
  const where: Predicate = { kind: "in", left: of(key.column), values: [textLiteral(a), textLiteral(b)] };
  const text = oneOf([`compare ${figure.said} of ${a} and ${b}`, `${figure.said}: ${a} vs ${b}`]);
  return { text, query: grouped([of(key.column)], figure.expr, { where }) };
};

export const twoKeys: Template = (table, parts) => {
  const { of } = parts;
  const [first, second] = table.keys;
  if (!first || !second) throw new RangeError(`${table.name} needs two keys.`);
  const figure = figureOrRows(table, parts);
  return {
    text: `${figure.said} by ${first.one} and ${second.one}`,
    query: grouped([of(first.column), of(second.column)], figure.expr),
  };
};

export const distinct: Template = (table, { of, oneOf }) => {
  const { column: name, many } = oneOf<Pick<EventKey, "column" | "many">>([table.actor, ...table.keys]);
  const text = oneOf([`how many different ${many} are there`, `number of distinct ${many}`, `how many ${many}`]);
  return { text, query: { select: [select(countDistinct(of(name)))] } };
};

export const frequentActors: Template = (table, { of, oneOf, rows }) => {
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

export const ratios: Template = (table, parts) => {
  const { of, oneOf } = parts;
  const [above, below] = table.measures.filter((measure) => measure.isAdditive);
  const key = oneOf(table.keys);
  if (!above || !below) return sums(table, parts);
  const ratio = arithmetic(aggregate("sum", of(above.column)), "/", aggregate("sum", of(below.column)));
  return { text: `${above.said} per ${below.said} by ${key.one}`, query: grouped([of(key.column)], ratio) };
};

export const worth: Template = (table, parts) => {
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
