import type { RuleContext } from "./rules/rule-context.ts";

/** Words that stay as they are although they name columns: they say as much about the question's shape as about the schema. */
const KEPT = new Set("id name date year type code age title number".split(" "));

interface Spot {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

const MIN_SCORE = 0.6;

/** The question with names and values replaced by what they are, so that one schema teaches about another. */
export function delexicalize({ tokens, mentions }: Pick<RuleContext, "tokens" | "mentions">): string[] {
  const marks: (string | undefined)[] = tokens.map(() => undefined);
  mark(marks, mentions.tables, "TAB");
  mark(marks, mentions.columns, "COL");
  mark(
    marks,
    mentions.values.map((list) => list.filter((mention) => mention.how !== "word")),
    "VAL",
  );
  const out: string[] = [];
  for (const token of tokens) {
    const isNumber = token.kind === "number";
    const name = isNumber ? "#" : token.kind === "quoted" ? "VAL" : marks[token.index];
    const word =
      name === undefined || KEPT.has(token.lemma)
        ? isNumber
          ? "#"
          : token.kind === "sign"
            ? token.low
            : token.stem
        : name;
    if (word !== out.at(-1) || !["COL", "TAB", "VAL", "#"].includes(word)) out.push(word);
  }
  return out;
}

function mark(marks: (string | undefined)[], lists: readonly (readonly Spot[])[], name: string): void {
  for (const list of lists) {
    for (const spot of list)
      if (spot.score >= MIN_SCORE) for (let i = spot.start; i < spot.end; i += 1) marks[i] = name;
  }
}
