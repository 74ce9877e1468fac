import type { Query } from "@parlance/sql";
import type { Frame, Shaped } from "./frame.ts";
import type { Parts, Placed } from "./parts.ts";
import type { Piece } from "./piece.ts";
import { lowAt } from "./rules/rule-context.ts";

const CONDITIONS = new Set<Piece["kind"]>([
  "where",
  "countWhere",
  "aggregateWhere",
  "versusAverage",
  "versusOther",
  "absent",
]);
const OF_GROUPS = new Set<Piece["kind"]>(["countWhere", "aggregateWhere"]);
/** What ranks or cuts the whole list: where it belongs in a combination of two is not said. */
const OF_THE_WHOLE = ["top", "order", "limit", "frequent", "group", "share", "nested"] as const;
const MAX_PAIRS = 2;

type Condition = Placed<Piece["kind"]>;

interface Split {
  readonly op: "union" | "intersect";
  readonly left: readonly Condition[];
  readonly right: readonly Condition[];
}

/**
 * "architects with two bridges or one mill", "clubs from Oslo or with over 20 members": figures over groups of different
 * rows hold in no one grouping, so each side is a list of its own.
 */
export function splitQueries(frame: Frame, compose: (frame: Frame) => readonly Shaped[]): Shaped[] {
  const split = splitOf(frame);
  if (!split || OF_THE_WHOLE.some((kind) => frame.parts.has(kind))) return [];
  const lefts = compose({ ...frame, parts: without(frame.parts, split.right) });
  const rights = compose({ ...frame, parts: without(frame.parts, split.left) });
  const found: Shaped[] = [];
  for (const left of lefts) {
    if (found.length === MAX_PAIRS) break;
    if (!isPlain(left.query)) continue;
    const alike = rights.filter((other) => isPlain(other.query) && shown(other) === shown(left));
    const right = alike.find(({ form }) => form === left.form) ?? alike[0];
    if (!right) continue;
    found.push({
      ...left,
      query: { ...left.query, set: { op: split.op, right: right.query } },
      bonus: (left.bonus + right.bonus) / 2 + 0.3,
      form: `${left.form} split-${split.op}`,
    });
  }
  return found;
}

const isPlain = (query: Query): boolean => !query.set && !query.from && !query.order && !query.limit;

const shown = ({ query }: Shaped): string => JSON.stringify(query.select);

/** Where "or" stands between conditions of which one is over groups, or "and" between two over groups of different rows. */
function splitOf({ parts, context, subject }: Frame): Split | undefined {
  const conditions = parts.all.filter((piece) => CONDITIONS.has(piece.kind));
  if (!conditions.some((piece) => OF_GROUPS.has(piece.kind))) return undefined;
  for (let i = 1; i < conditions.length; i += 1) {
    const left = conditions.slice(0, i);
    const right = conditions.slice(i);
    const word = linkBetween(left.at(-1)?.end ?? 0, right[0]?.start ?? 0, (at) => lowAt(context, at));
    if (word === "or") return { op: "union", left, right };
    if (word === "and" && conditions.length === 2 && countsApart(left[0], right[0], subject))
      return { op: "intersect", left, right };
  }
  return undefined;
}

function linkBetween(from: number, to: number, low: (at: number) => string): "or" | "and" | undefined {
  let found: "or" | "and" | undefined;
  for (let at = from; at < to; at += 1) {
    if (low(at) === "or") return "or";
    if (low(at) === "and") found = "and";
  }
  return found;
}

/** True when both are over groups, each of another table's rows. */
function countsApart(left: Condition | undefined, right: Condition | undefined, subject: Frame["subject"]): boolean {
  const one = left && countedOf(left, subject);
  const other = right && countedOf(right, subject);
  return one !== undefined && other !== undefined && one !== other;
}

function countedOf(piece: Condition, subject: Frame["subject"]): number | undefined {
  if (piece.kind === "countWhere") return (piece.table ?? subject)?.id;
  return piece.kind === "aggregateWhere" ? piece.column.table.id : undefined;
}

function without(parts: Parts, left: readonly Condition[]): Parts {
  const all = parts.all.filter((piece) => !left.includes(piece));
  return {
    all,
    of: (kind) => parts.of(kind).filter((piece) => !left.some((other) => other === piece)),
    has: (kind) => all.some((piece) => piece.kind === kind),
  };
}
