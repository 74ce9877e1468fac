import { columnOf } from "./columns.ts";
import type { Flaw } from "./flaw.ts";
import { isRowCount } from "./impossible.ts";
import { predicatesOf, type Words } from "./inspected.ts";

/** "Which supplier ..." answered with a figure that does not say which. */
const showsNoName: Flaw = {
  name: "shows-no-name",
  cost: 2.5,
  asks: (words) => /^ who /.test(words.text) || namedBehind(words) !== undefined,
  isIn: (inspected) => {
    const { query, shown, text, question } = inspected;
    const asked = namedBehind(inspected);
    const isWho = /^ who /.test(text);
    if (query.select.some((item) => item.expr.kind === "star")) return false;
    if (shown.length < query.select.length && shown.length === 0)
      return !/^ what /.test(text) && query.order === undefined;
    if (isWho) return shown.every((column) => column.type === "number" || column.type === "date");
    return (
      asked !== undefined &&
      shown.length > 0 &&
      shown.every(
        (column) =>
          column.type === "number" &&
          column.role === "measure" &&
          !question.mentions.columns[1]?.some((mention) => mention.column === column),
      )
    );
  },
};

/** The table that "which ..." asks for, when it has names to show. */
function namedBehind({ question, text }: Words): string | undefined {
  if (!/^ (?:which|who|what) /.test(text)) return undefined;
  const table = question.mentions.tables[1]?.find((mention) => mention.score > 0.8)?.table;
  return table && table.nameColumns.length > 0 ? table.name : undefined;
}

/** The name of the thing that was named. */
const saysNothing: Flaw = {
  name: "says-nothing",
  cost: 2.5,
  isIn: (inspected) => {
    const { query, shown } = inspected;
    const [only] = shown;
    if (!only || query.select.length !== 1 || query.groupBy || query.set) return false;
    return predicatesOf(query).some(
      (predicate) =>
        predicate.kind === "compare" &&
        predicate.op === "=" &&
        predicate.right.kind === "literal" &&
        columnOf(predicate.left, inspected.question.schema) === only,
    );
  },
};

/** "Do smokers tip more?" wants a yes or no, which no table of rows is. */
const yesOrNo: Flaw = {
  name: "yes-or-no",
  cost: 0,
  asks: ({ text }) => /^ (?:do|does|did|is|are|was|were|has|have) /.test(text),
  isIn: () => true,
};

/** "How did the campaign do?" asks for a judgement. */
const asksJudgement: Flaw = {
  name: "asks-judgement",
  cost: 2,
  asks: ({ text }) =>
    / how (?:did|does|do|is|are|was|were|has|have) .*\b(?:do|doing|going|perform\w*|go|look\w*|fare)\b/.test(text) ||
    /\b(?:good|bad|well|badly|poorly|important|interesting|unusual|strange)\b/.test(text),
  isIn: () => true,
};

/** "how much did Maria pay" answered with things, or with how many of them there are. */
const noAmount: Flaw = {
  name: "no-amount",
  cost: 2.5,
  asks: ({ text }) => /^ how much (?!of\b)/.test(text),
  isIn: ({ query, shown }) =>
    !query.groupBy &&
    !query.from &&
    query.select.every(({ expr }) => expr.kind === "column" || isRowCount(expr)) &&
    shown.every(({ type }) => type !== "number"),
};

/** "how often was she nominated" answered with what she was nominated for. */
const noCount: Flaw = {
  name: "no-count",
  cost: 2,
  asks: ({ text }) => /^ (?:how often|how many times) /.test(text),
  isIn: ({ query }) => query.select.every(({ expr }) => expr.kind === "column"),
};

export const ASKING_FLAWS: readonly Flaw[] = [showsNoName, saysNothing, yesOrNo, asksJudgement, noAmount, noCount];
