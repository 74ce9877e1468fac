import type { LiteralExpr, Predicate } from "@parlance/sql";
import { SUPERLATIVES } from "../lexicon/gradable-adjectives.ts";
import { normalize } from "../text/normalize.ts";
import type { Token } from "../text/tokens.ts";
import { askedOf, isKey } from "./asked.ts";
import { columnsShown, type Flaw } from "./flaw.ts";
import { exprsOf, type Inspected, predicatesOf, type Words } from "./inspected.ts";

const literalsOf = (predicate: Predicate): readonly LiteralExpr[] => {
  if (predicate.kind === "in") return predicate.values;
  return predicate.kind === "compare" && predicate.right.kind === "literal" ? [predicate.right] : [];
};

const textsSought = ({ blocks }: Inspected): string[] =>
  blocks.flatMap((block) =>
    predicatesOf(block).flatMap((predicate) =>
      predicate.kind === "like"
        ? [normalize(predicate.text)]
        : literalsOf(predicate).map(({ value }) => normalize(String(value))),
    ),
  );

const quotedIn = ({ question }: Words): readonly Token[] => question.tokens.filter(({ kind }) => kind === "quoted");

/** What stands in quotes is sought. */
const quotedNotSought: Flaw = {
  name: "quoted-not-sought",
  cost: 1.5,
  asks: (words) => quotedIn(words).length > 0,
  isIn: (inspected) => {
    const sought = textsSought(inspected);
    return quotedIn(inspected).some(
      ({ lemma }) => !sought.some((text) => text.includes(lemma) || lemma.includes(text)),
    );
  },
};

const EXTREMES = new Set("most fewest highest lowest largest smallest biggest greatest".split(" "));

/** "The youngest": not "at most", "the last name", "from oldest to youngest" or "newest first". */
const superlativesIn = ({ question }: Words): readonly Token[] =>
  question.tokens.filter(({ index, low }) => {
    if (!EXTREMES.has(low) && !(low.endsWith("est") && SUPERLATIVES.has(low))) return false;
    const before = question.tokens[index - 1]?.low ?? "";
    return !/^(?:at|from|to|by)$/.test(before) && !/^(?:first|to)$/.test(question.tokens[index + 1]?.low ?? "");
  });

/** "The youngest student" is one of them, not all. */
const noExtreme: Flaw = {
  name: "no-extreme",
  cost: 1.5,
  asks: (words) => superlativesIn(words).length > 0,
  isIn: ({ blocks }) =>
    blocks.every(
      (block) =>
        !block.order &&
        !block.limit &&
        !exprsOf(block).some((expr) => expr.kind === "aggregate" && (expr.fn === "max" || expr.fn === "min")),
    ),
};

/** "Title, year and price": what commas part is a list as well. */
const memberDropped: Flaw = {
  name: "member-dropped",
  cost: 1.5,
  asks: ({ question }) => askedOf(question).parted.length > 0,
  isIn: (inspected) => {
    if (inspected.query.select.some(({ expr }) => expr.kind === "star")) return false;
    const used = columnsShown(inspected);
    return askedOf(inspected.question).parted.some((columns) => ![...columns].some((column) => used.has(column)));
  },
};

const ENDS_WITH_ID = / (?:return|list|report|show|give|find|tell|and) (?:[a-z]+ ){0,6}ids? [.?]? ?$/;

/** "... Return their names and ids." */
const closingIdNotShown: Flaw = {
  name: "closing-id-not-shown",
  cost: 1.5,
  asks: ({ text }) => ENDS_WITH_ID.test(text),
  isIn: ({ query, shown }) =>
    shown.length > 0 && !query.select.some(({ expr }) => expr.kind === "star") && !shown.some(isKey),
};

/** Readings that leave out what was said. */
export const LEFT_OUT_FLAWS: readonly Flaw[] = [quotedNotSought, noExtreme, memberDropped, closingIdNotShown];
