import { allOf, anyOf, type LiteralExpr, type Predicate } from "@parlance/sql";
import type { TableModel } from "../schema/schema-model.ts";
import type { Parts, Placed } from "./parts.ts";
import { lowAt, type RuleContext } from "./rules/rule-context.ts";

export interface CombinedCondition {
  readonly predicate: Predicate | undefined;
  readonly bonus: number;
  readonly form: string;
  readonly set?: SetReading;
}

/** The same list asked twice: what both give, or what only the first gives. */
export interface SetReading {
  readonly op: "intersect" | "except";
  readonly left: Predicate | undefined;
  readonly right: Predicate | undefined;
  readonly shared: Predicate | undefined;
  /** Tables that take part on the right although no condition names a column of theirs. */
  readonly anchors?: readonly string[];
  readonly bonus: number;
}

type Where = Placed<"where">;

/** All ways in which the conditions that were said can belong together. */
export function combineConditions(
  parts: Parts,
  subject: TableModel | undefined,
  context: RuleContext,
): CombinedCondition[] {
  const wheres = parts.of("where");
  const absents = absences(parts, subject);
  if (absents === undefined) return [];
  const groups = sameColumnGroups(wheres);
  const linked = groups.map((group) => ({ group, link: linkOf(group, context) }));
  const rows = linked.map(({ group, link }) =>
    link === "range" ? allOf(group.map((where) => where.predicate)) : joined(group),
  );
  const plain = orAcross(
    linked.map((entry, i) => ({ group: entry.group, predicate: rows[i] })),
    context,
  );
  const conditions: CombinedCondition[] = absents.map((absent) => ({
    predicate: allOf([absent.isInside ? undefined : plain, absent.predicate]),
    bonus: absent.bonus,
    form: absent.form,
    ...(absent.set ? { set: absent.set } : {}),
  }));
  conditions.push(...negatedElsewhere(wheres, subject));
  conditions.push(...bothElsewhere(linked, rows, subject));
  conditions.push(...eitherSide(wheres, context));
  const set = setOf(linked, rows) ?? withoutThose(wheres);
  const first = conditions[0];
  if (set && first && !first.set) conditions[0] = { ...first, set };
  return conditions;
}

function sameColumnGroups(wheres: readonly Where[]): Where[][] {
  const groups: Where[][] = [];
  for (const where of wheres) {
    const known = groups.find((group) => group[0]?.column === where.column);
    if (known) known.push(where);
    else groups.push([where]);
  }
  return groups;
}

const isEquality = (predicate: Predicate): boolean => predicate.kind === "compare" && predicate.op === "=";

/** Two bounds on one column make a range; two values of it make a choice. */
function linkOf(group: readonly Where[], context: RuleContext): "one" | "range" | "either" | "both" {
  if (group.length < 2) return "one";
  if (!group.every((where) => isEquality(where.predicate) || where.predicate.kind === "like"))
    return hasWordBetween(group, context, ["or"]) ? "either" : "range";
  return hasWordBetween(group, context, ["or", "either"]) ? "either" : "both";
}

function hasWordBetween(group: readonly Where[], context: RuleContext, words: readonly string[]): boolean {
  const from = group[0]?.end ?? 0;
  const to = group.at(-1)?.start ?? 0;
  for (let i = from; i < to; i += 1) if (words.includes(lowAt(context, i))) return true;
  return false;
}

function joined(group: readonly Where[]): Predicate | undefined {
  const literals = group.flatMap((where): LiteralExpr[] =>
    where.predicate.kind === "compare" && where.predicate.op === "=" && where.predicate.right.kind === "literal"
      ? [where.predicate.right]
      : [],
  );
  const first = group[0];
  if (first && literals.length === group.length && group.length > 1) {
    // "in group b and in group b" says one value twice.
    const values = [...new Map(literals.map((literal) => [literal.value, literal])).values()];
    return values.length === 1 ? first.predicate : { kind: "in", left: first.column.expr, values };
  }
  return group.every((where) => where.isNegated)
    ? allOf(group.map((where) => where.predicate))
    : anyOf(group.map((where) => where.predicate));
}

/** "older than 30 or from Oslo" */
function orAcross(
  rows: readonly { group: readonly Where[]; predicate: Predicate | undefined }[],
  context: RuleContext,
): Predicate | undefined {
  const [a, b] = rows;
  if (rows.length === 2 && a && b && hasWordBetween([...a.group.slice(-1), ...b.group.slice(0, 1)], context, ["or"])) {
    return anyOf([a.predicate, b.predicate].filter((predicate) => predicate !== undefined));
  }
  return allOf(rows.map((row) => row.predicate));
}

/** "either 3 credits or 1 credit and 4 hours", "women from Oslo or men under 20": what "or" stands between is a choice of wholes. */
function eitherSide(wheres: readonly Where[], context: RuleContext): CombinedCondition[] {
  if (wheres.length < 3) return [];
  const at = wheres.findIndex((where, i) => {
    const before = wheres[i - 1];
    return before !== undefined && hasWordBetween([before, where], context, ["or"]);
  });
  if (at < 0) return [];
  const sides = [wheres.slice(0, at), wheres.slice(at)];
  // A list of values and a condition beside it: the choice is among the values.
  if (!sides.some((side) => side.length > 1) || sameColumnGroups(wheres).length < 2) return [];
  const predicate = anyOf(sides.flatMap((side) => allOf(side.map((where) => where.predicate)) ?? []));
  return [{ predicate, bonus: -0.05, form: "either-side" }];
}

interface Absence {
  readonly predicate: Predicate | undefined;
  readonly bonus: number;
  readonly form: string;
  readonly isInside: boolean;
  readonly set?: SetReading;
}

/** "without orders": no row of the other table belongs to this one; conditions on that table may belong inside. */
function absences(parts: Parts, subject: TableModel | undefined): Absence[] | undefined {
  const absents = parts.of("absent");
  if (absents.length === 0) return [{ predicate: undefined, bonus: 0, form: "", isInside: false }];
  if (subject && absents.every((piece) => piece.table === subject)) return exceptSuchRows(parts, absents);
  if (!subject || absents.some((piece) => piece.table === subject)) return undefined;
  const exists = (where: Predicate | undefined): Predicate | undefined =>
    allOf(
      absents.map(
        (piece): Predicate => ({
          kind: "exists",
          of: subject.name,
          table: piece.table.name,
          isNegated: true,
          ...(where ? { where } : {}),
        }),
      ),
    );
  const inside = parts
    .of("where")
    .filter((where) => where.column.table !== subject && where.start >= (absents[0]?.end ?? 0));
  const outside = parts.of("where").filter((where) => !inside.includes(where));
  const anchors = absents.map((piece) => piece.table.name);
  const rest = allOf(outside.map((where) => where.predicate));
  const positive = allOf(inside.map((where) => positiveOf(where.predicate)));
  const set = { op: "except" as const, left: rest, right: positive, shared: undefined, anchors, bonus: -0.1 };
  const options: Absence[] = [
    {
      predicate: exists(undefined),
      bonus: inside.length > 0 ? -0.3 : 0,
      form: "absent",
      isInside: false,
      ...(inside.length === 0 ? { set } : {}),
    },
  ];
  if (inside.length > 0) {
    options.push({
      predicate: allOf([rest, exists(positive)]),
      bonus: 0.2,
      form: "absent-where",
      isInside: true,
      set,
    });
  }
  return options;
}

/** "cities where no cinema seats over 800": values of which no row of the same table is such a one. */
function exceptSuchRows(parts: Parts, absents: readonly Placed<"absent">[]): Absence[] | undefined {
  const wheres = parts.of("where");
  const inside = wheres.filter((where) => where.start >= (absents[0]?.end ?? 0));
  if (inside.length === 0) return undefined;
  const left = allOf(wheres.filter((where) => !inside.includes(where)).map((where) => where.predicate));
  const right = allOf(inside.map((where) => positiveOf(where.predicate)));
  const set = { op: "except" as const, left, right, shared: undefined, bonus: 0.6 };
  return [{ predicate: left, bonus: -0.6, form: "no-such-row", isInside: true, set }];
}

/** The condition without its own negation, for use under a NOT EXISTS. */
function positiveOf(predicate: Predicate): Predicate {
  if (predicate.kind === "compare" && predicate.op === "!=") return { ...predicate, op: "=" };
  if ((predicate.kind === "like" || predicate.kind === "in" || predicate.kind === "dateRange") && predicate.isNegated)
    return { ...predicate, isNegated: false };
  return predicate;
}

/** "customers who never bought ink": a negated condition on another table means that no such row exists. */
function negatedElsewhere(wheres: readonly Where[], subject: TableModel | undefined): CombinedCondition[] {
  if (!subject) return [];
  const elsewhere = wheres.filter(
    (where) => where.isNegated && where.column.table !== subject && where.predicate.kind !== "null",
  );
  if (elsewhere.length === 0) return [];
  const rest = wheres.filter((where) => !elsewhere.includes(where)).map((where) => where.predicate);
  const none = elsewhere.map(
    (where): Predicate => ({
      kind: "exists",
      of: subject.name,
      table: where.column.table.name,
      where: positiveOf(where.predicate),
      isNegated: true,
    }),
  );
  return [{ predicate: allOf([...rest, ...none]), bonus: 0.05, form: "none-such" }];
}

/** "customers who bought both tents and boots": for each of the two a row must exist. */
function bothElsewhere(
  linked: readonly { group: readonly Where[]; link: string }[],
  rows: readonly (Predicate | undefined)[],
  subject: TableModel | undefined,
): CombinedCondition[] {
  const at = linked.findIndex((entry) => entry.link === "both" && entry.group[0]?.column.table !== subject);
  const group = linked[at]?.group;
  if (!group || !subject || group.some((where) => where.isNegated)) return [];
  const each = group.map(
    (where): Predicate => ({
      kind: "exists",
      of: subject.name,
      table: where.column.table.name,
      where: where.predicate,
    }),
  );
  return [{ predicate: allOf([...rows.filter((_, i) => i !== at), ...each]), bonus: 0.05, form: "both-exist" }];
}

/** "studios that made no film with Ann": a list of values from which those that do have such a row are taken away */
function withoutThose(wheres: readonly Where[]): SetReading | undefined {
  const negated = wheres.filter((where) => where.isNegated && where.predicate.kind !== "null");
  if (negated.length === 0) return undefined;
  return {
    op: "except",
    left: allOf(wheres.filter((where) => !where.isNegated).map((where) => where.predicate)),
    right: allOf(negated.map((where) => positiveOf(where.predicate))),
    shared: undefined,
    bonus: -0.15,
  };
}

/** "both A and B" of one thing with many values: rows found with A that are also found with B. */
function setOf(
  linked: readonly { group: readonly Where[]; link: string }[],
  rows: readonly (Predicate | undefined)[],
): SetReading | undefined {
  const at = linked.findIndex(
    (entry) =>
      entry.link === "both" ||
      (entry.link === "range" &&
        entry.group.length === 2 &&
        entry.group.every((where) => where.predicate.kind === "compare")),
  );
  const group = linked[at]?.group;
  const [left, right] = group ?? [];
  if (group?.length !== 2 || !left || !right) return undefined;
  const shared = allOf(rows.filter((_, i) => i !== at));
  return {
    op: "intersect",
    left: left.predicate,
    right: right.predicate,
    shared,
    bonus: linked[at]?.link === "both" ? 0.1 : -0.2,
  };
}
