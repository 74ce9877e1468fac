import { isNumeric } from "@parlance/core";
import { arithmetic, column, type Expr } from "@parlance/sql";
import type { NameAlias } from "../schema/name-index.ts";
import type { ColumnModel, SchemaModel, TableModel } from "../schema/schema-model.ts";
import { stem } from "../text/stem.ts";
import { ageSince, birthOf } from "./ages.ts";

/** Stands before the phrase in the name of a column that no table has: a figure worked out row by row. */
const MARK = "\u0000derived:";

/** Revenue where only quantity and price are kept. It poses as a measure column, so that every rule can use it. */
export interface DerivedMeasure {
  readonly model: ColumnModel;
  readonly name: string;
  readonly expr: Expr;
  /** What a person is told whenever it is used. */
  readonly assumption: string;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const QUANTITY = set(
  "quantity qty units pieces items count amount portions seats bottles boxes cases bags copies packs",
);
const PRICE = set("price rate fee tariff");
const COST = set("cost");
/** "nights" with "nightly_rate", "hours" with "hourly_rate": the price says what it is paid for. */
const PER_STEM: ReadonlyMap<string, string> = new Map([
  ["nightly", "nights"],
  ["hourly", "hours"],
  ["daily", "days"],
  ["weekly", "weeks"],
  ["monthly", "months"],
]);
/** A column of one of these names holds what would be derived. */
const KEPT = set("revenue sales turnover income total amount subtotal spend payment paid proceeds earnings");
const KEPT_BESIDE = set(
  "line order invoice net gross sale sales row item booking total amount value price usd eur gbp",
);

const REVENUE_PHRASES =
  "revenue|turnover|sales value|sale value|sales revenue|sales amount|order value|basket value|transaction value|purchase value|booking value|income|earnings|money|money spent|spend|spending|spent|earned|earn|takings|proceeds";
const COST_PHRASES = "stock value|inventory value|value of stock|total cost|costs";
const AGE_PHRASES = "age|ages";
const PROFIT_PHRASES = "profit|gross profit|profits";

const isPlainNumber = (candidate: ColumnModel): boolean =>
  candidate.type === "number" && isNumeric(candidate.source.type) && candidate.refTable === undefined;

const isQuantity = (candidate: ColumnModel): boolean =>
  isPlainNumber(candidate) && candidate.role === "measure" && candidate.words.some((word) => QUANTITY.has(word));

const lastWord = (candidate: ColumnModel): string => candidate.words.filter((word) => word !== "each").at(-1) ?? "";

/** "unit_price", "price", "price_each"; "shipping_rate" is what something else costs. */
function isPricePer(candidate: ColumnModel, words: ReadonlySet<string>): boolean {
  if (!isPlainNumber(candidate) || candidate.role !== "measure") return false;
  if (perNoun(candidate, words) !== undefined) return true;
  if (!words.has(lastWord(candidate))) return false;
  return candidate.words.every((word) => words.has(word) || PRICE_BESIDE.has(word) || PER_STEM.has(word));
}
/** "price_per_seat" */
const perNoun = ({ words: [first = "", per = "", noun, ...more] }: ColumnModel, words: ReadonlySet<string>) =>
  words.has(first) && per === "per" && more.length === 0 ? noun : undefined;

const PRICE_BESIDE = set("unit each per sale selling list retail item product buy purchase ticket room usd eur gbp");

function keepsRevenue(table: TableModel): boolean {
  return table.columns.some(
    (candidate) =>
      isPlainNumber(candidate) &&
      candidate.words.some((word) => KEPT.has(word)) &&
      candidate.words.every((word) => KEPT.has(word) || KEPT_BESIDE.has(word) || table.words.includes(word)),
  );
}

interface Pair {
  readonly quantity: ColumnModel;
  readonly price: ColumnModel;
}

/** How many of it, and what one of it costs: in one row, or with the price in a table that the row points to. */
function pairOf(table: TableModel, schema: SchemaModel, words: ReadonlySet<string>): Pair | undefined {
  const own = priced(table, table, words);
  if (own) return own;
  if (table.columns.some((candidate) => isPricePer(candidate, PRICE))) return undefined;
  const targets = table.source.foreignKeys.map((key) => key.refTable);
  for (const target of new Set(targets)) {
    const other = schema.tables.find((candidate) => candidate.name === target);
    if (!other || targets.filter((name) => name === target).length > 1) continue;
    const found = priced(table, other, words);
    if (found) return found;
  }
  return undefined;
}

function priced(table: TableModel, from: TableModel, words: ReadonlySet<string>): Pair | undefined {
  const prices = from.columns.filter((candidate) => isPricePer(candidate, words));
  const [price, ...more] = [...prices].sort((a, b) => a.words.length - b.words.length || a.id - b.id);
  if (!price || more.some((other) => other.words.length === price.words.length)) return undefined;
  const per = price.words.map((word) => PER_STEM.get(word)).find((word) => word !== undefined) ?? perNoun(price, words);
  const quantities = table.columns.filter((candidate) =>
    per === undefined || GENERAL.has(per)
      ? isQuantity(candidate)
      : candidate !== price && isPlainNumber(candidate) && candidate.stems.includes(stem(per)),
  );
  const [quantity, ...others] = quantities;
  return quantity && others.length === 0 ? { quantity, price } : undefined;
}

const GENERAL = set("unit item piece sale");

const columnExpr = (of: ColumnModel): Expr => column(of.table.name, of.name);
const product = ({ quantity, price }: Pair): Expr => arithmetic(columnExpr(quantity), "*", columnExpr(price));
const productWords = ({ quantity, price }: Pair): string => `${quantity.name} × ${price.name}`;

interface Found {
  readonly measure: DerivedMeasure;
  readonly phrases: readonly string[];
}

/** Figures that people ask of such a table although no column holds them. */
export function derivedMeasures(schema: SchemaModel): { measures: DerivedMeasure[]; aliases: NameAlias[] } {
  const found: Found[] = [];
  const add = (table: TableModel, name: string, phrases: string, expr: Expr, words: string): void => {
    const discount = table.columns.find(
      (candidate) => isPlainNumber(candidate) && candidate.words.includes("discount"),
    );
    const note = name !== "cost" && name !== "age" && discount ? ` (${discount.name} is not taken off)` : "";
    const model = poseAs(name, table, schema.columns.length + found.length);
    const assumption = `${name} is taken as ${words}${note}`;
    found.push({ measure: { model, name, expr, assumption }, phrases: phrases.split("|") });
  };
  for (const table of schema.tables) {
    const sold = keepsRevenue(table) ? undefined : pairOf(table, schema, PRICE);
    const bought = pairOf(table, schema, COST);
    if (sold) add(table, "revenue", REVENUE_PHRASES, product(sold), productWords(sold));
    if (bought) add(table, "cost", COST_PHRASES, product(bought), productWords(bought));
    const birth = birthOf(table);
    if (birth) add(table, "age", AGE_PHRASES, ageSince(birth), `the years from ${birth.name} to today`);
    const hasProfit = table.columns.some(({ words }) => words.includes("profit") || words.includes("margin"));
    if (sold && bought && !hasProfit && sold.quantity === bought.quantity)
      add(
        table,
        "profit",
        PROFIT_PHRASES,
        arithmetic(product(sold), "-", product(bought)),
        `${productWords(sold)} less ${productWords(bought)}`,
      );
  }
  // What some table keeps under that very name is not worked out of others.
  const kept = new Set(schema.columns.map((candidate) => phraseKey(candidate.words)));
  return {
    measures: found.map((entry) => entry.measure),
    aliases: found.flatMap(({ measure: { model }, phrases }) =>
      phrases
        .filter((phrase) => !kept.has(phraseKey(phrase.split(" "))))
        .map((phrase) => ({ phrase, table: model.table.name, model, weight: DERIVED_WEIGHT })),
    ),
  };
}

const phraseKey = (words: readonly string[]): string => words.map(stem).sort().join(" ");

/** A little less than a column of that very name. */
const DERIVED_WEIGHT = 0.92;

function poseAs(name: string, table: TableModel, id: number): ColumnModel {
  return {
    id,
    table,
    name: `${MARK}${name}`,
    expr: column(table.name, `${MARK}${name}`),
    words: [name],
    stems: [stem(name)],
    type: "number",
    role: "measure",
    isPrimary: false,
    refTable: undefined,
    source: { name, type: { kind: "double", native: "derived" }, nullable: true },
    profile: undefined,
  };
}

export const isDerivedName = (name: string): boolean => name.startsWith(MARK);
