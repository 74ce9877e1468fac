import { aggregate, bucket, countRows, datePart, type Expr } from "@parlance/sql";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import { repeats } from "../sense/columns.ts";
import { dateColumnFor, defaultUnit } from "./date-columns.ts";
import { type Frame, type Grouping, hasAggregate, isTimeExpr, NO_GROUP, type Selection } from "./frame.ts";
import type { Parts } from "./parts.ts";
import type { GroupKey } from "./piece.ts";

export function groupings(selection: Selection, frame: Frame): Grouping[] {
  const { parts } = frame;
  const keys = parts.of("group").map((piece) => piece.key);
  if (parts.has("trend")) keys.push({ kind: "bucket", unit: "month", column: undefined });
  if (keys.length > 0) return keyedGroupings(selection, keys, frame);
  const plain = selection.items.filter((item) => item.kind !== "aggregate" && item.kind !== "star");
  if (parts.has("frequent") || needsCounting(parts)) return entityGroupings(plain, frame);
  if (hasAggregate(selection.items) && plain.length > 0) {
    return entityGroupings(plain, frame).map((grouping) => ({ ...grouping, bonus: grouping.bonus - 0.1 }));
  }
  return [NO_GROUP];
}

const needsCounting = (parts: Parts): boolean =>
  parts.has("countWhere") ||
  parts.has("aggregateWhere") ||
  parts.of("versusOther").some((piece) => piece.figure !== undefined) ||
  parts.of("top").some((top) => top.by.kind !== "column") ||
  parts.of("order").some((order) => order.by.kind !== "column");

/** One group for each row of the table that is shown, or for each combination of the shown values. */
function entityGroupings(plain: readonly Expr[], { subject, parts }: Frame): Grouping[] {
  const counted = countedTables(parts, subject);
  const owner = plain.find((item) => item.kind === "column");
  const table = owner?.kind === "column" ? owner.table : undefined;
  const key = subject && subject.name === table ? subject.keyColumn?.expr : undefined;
  const options: Grouping[] = [];
  if (plain.length > 0)
    options.push({ ...NO_GROUP, by: plain, form: "by-shown", bonus: key && !counted.has(table ?? "") ? -0.05 : 0.05 });
  const isNamed = subject?.nameColumns.some((column) => plain.includes(column.expr)) ?? false;
  if (key && !plain.includes(key)) {
    const bonus = counted.has(table ?? "") ? -0.5 : isNamed ? 0 : -0.7;
    options.push({ ...NO_GROUP, by: [key, ...plain], form: "by-key", bonus });
  }
  if (options.length === 0 && subject?.keyColumn)
    options.push({ ...NO_GROUP, by: [subject.keyColumn.expr], form: "by-key", bonus: -0.1 });
  return options;
}

/** Tables whose rows are counted within the groups. */
function countedTables(parts: Parts, subject: TableModel | undefined): ReadonlySet<string> {
  const counted = new Set<string>();
  const add = (table: TableModel | undefined): void => {
    if (table) counted.add(table.name);
  };
  for (const piece of parts.all) {
    if (piece.kind === "countWhere") add(piece.table ?? subject);
    if ((piece.kind === "top" || piece.kind === "order") && piece.by.kind === "count") add(piece.by.table ?? subject);
    if (piece.kind === "frequent" && !("columns" in piece.key)) add(piece.key.table);
  }
  return counted;
}

export function keyedGroupings(selection: Selection, keys: readonly GroupKey[], frame: Frame): Grouping[] {
  const resolved = keys.map((key) => keyOptions(key, frame));
  if (resolved.some((options) => options.length === 0)) return [];
  const combined = resolved.reduce<Grouping[]>(
    (left, right) =>
      left.flatMap((a) =>
        right.slice(0, 3).map((b) => ({
          by: [...a.by, ...b.by],
          shown: [...a.shown, ...b.shown],
          bonus: a.bonus + b.bonus,
          form: `${a.form} ${b.form}`,
          assumptions: [...a.assumptions, ...b.assumptions],
        })),
      ),
    [{ ...NO_GROUP, form: "keyed" }],
  );
  return combined.flatMap((grouping) => keyedItems(selection, grouping, frame)).slice(0, 10);
}

function keyedItems(selection: Selection, grouping: Grouping, { subject, parts }: Frame): Grouping[] {
  const shownTexts = new Set(grouping.shown.map((expr) => JSON.stringify(expr)));
  const rest = selection.items.filter(
    (item) => !shownTexts.has(JSON.stringify(item)) && !isInside(item, grouping.shown),
  );
  const isOrderedOnly = parts.of("top").some((top) => top.by.kind !== "column");
  if (hasAggregate(rest)) {
    const plain = rest.filter((item) => item.kind !== "aggregate");
    const full = { ...grouping, items: [...grouping.shown, ...rest], by: [...grouping.by, ...plain] };
    return [full, { ...full, items: rest, bonus: grouping.bonus - 0.35, form: `${grouping.form} hidden-key` }];
  }
  const measures = rest.flatMap((item) => (item.kind === "column" ? [item] : []));
  const found: Grouping[] = [];
  const top = parts.of("top").find((piece) => piece.by.kind === "column");
  if (top?.by.kind === "column") {
    const extreme = aggregate(top.direction === "desc" ? "max" : "min", top.by.column.expr);
    found.push({
      ...grouping,
      items: [...grouping.shown, ...rest, extreme],
      by: [...grouping.by, ...rest],
      bonus: grouping.bonus + 0.2,
      form: `${grouping.form} extreme`,
    });
  }
  const numeric = measures.filter((item) => isMeasure(item, subject, parts));
  if (numeric.length > 0 && numeric.length === rest.length) {
    const names = numeric.map((item) => (item.kind === "column" ? item.column : "")).join(", ");
    found.push({
      ...grouping,
      items: [...grouping.shown, ...numeric.map((item) => aggregate("sum", item))],
      bonus: grouping.bonus + 0.15,
      form: `${grouping.form} summed`,
      assumptions: [...grouping.assumptions, `${names} is summed`],
    });
    found.push({
      ...grouping,
      items: [...grouping.shown, ...numeric.map((item) => aggregate("avg", item))],
      bonus: grouping.bonus - 0.2,
      form: `${grouping.form} averaged`,
      assumptions: [...grouping.assumptions, `${names} is averaged`],
    });
  }
  if (isOrderedOnly)
    found.push({
      ...grouping,
      items: [...grouping.shown, ...rest],
      by: [...grouping.by, ...rest],
      form: `${grouping.form} ranked`,
    });
  else if (subject) {
    found.push({
      ...grouping,
      items: [...grouping.shown, ...rest, countRows(subject.name)],
      by: [...grouping.by, ...rest],
      bonus: grouping.bonus - (rest.length > 0 ? 0.4 : 0.05),
      form: `${grouping.form} counted`,
    });
  }
  if (rest.length > 0)
    found.push({ ...grouping, by: [], items: rest, bonus: grouping.bonus - 0.35, form: `${grouping.form} unlisted` });
  if (rest.length > 0)
    found.push({
      ...grouping,
      by: [],
      items: [...grouping.shown, ...rest],
      bonus: grouping.bonus - 0.3,
      form: `${grouping.form} listed`,
    });
  return found;
}

/** "products launched per year": the launch date is the key already. */
const isInside = (item: Expr, shown: readonly Expr[]): boolean =>
  shown.some((key) => isTimeExpr(key) && "of" in key && key.of === item);

function isMeasure(item: Expr, subject: TableModel | undefined, parts: Parts): boolean {
  if (item.kind !== "column") return false;
  const column = [...(subject?.columns ?? []), ...parts.of("project").map((piece) => piece.column)].find(
    (candidate) => candidate.expr === item,
  );
  return column?.role === "measure";
}

/** "average quantity per sale" where a row is a sale: the key makes no groups. */
function perRow(key: GroupKey, { parts }: Frame): Grouping[] {
  const averaged = parts.of("aggregate").find((piece) => piece.fn === "avg" || piece.fn === "median");
  if (!averaged) return [];
  const isRow =
    key.kind === "table"
      ? key.table === averaged.column.table
      : key.kind === "column" &&
        key.column.table === averaged.column.table &&
        (key.column.role === "id" || key.column.table.nameColumns[0] === key.column) &&
        (key.column.isPrimary || repeats(key.column) === false);
  return isRow ? [{ ...NO_GROUP, bonus: 0.6, form: "per-row" }] : [];
}

export function keyOptions(key: GroupKey, frame: Frame): Grouping[] {
  return [...perRow(key, frame), ...groupingOptions(key, frame)];
}

function groupingOptions(key: GroupKey, frame: Frame): Grouping[] {
  if (key.kind === "column") return [{ ...NO_GROUP, by: [key.column.expr], shown: [key.column.expr], form: "column" }];
  if (key.kind === "table") {
    const [first, second] = key.table.nameColumns;
    const name = first?.expr;
    const id = key.table.keyColumn?.expr;
    const options: Grouping[] = [];
    if (name && id) options.push({ ...NO_GROUP, by: [id, name], shown: [name], form: "table" });
    // First names alone tell nobody apart.
    if (name && id && second && first?.words.includes("first"))
      options.push({ ...NO_GROUP, by: [id, name, second.expr], shown: [name, second.expr], form: "table", bonus: 0.1 });
    else if (name) options.push({ ...NO_GROUP, by: [name], shown: [name], form: "table-name", bonus: id ? -0.1 : 0 });
    if (id) options.push({ ...NO_GROUP, by: [id], shown: [id], form: "table-key", bonus: name ? -0.2 : 0 });
    return options;
  }
  const column = key.column ?? dateColumnFor(frame.parts, frame.subject, frame.context);
  if (!column) return [];
  const unit =
    key.kind === "bucket" && frame.parts.has("trend") && key.unit === "month" ? defaultUnit(column) : undefined;
  const expr = timeKey(key, column, unit);
  return expr
    ? [
        {
          ...NO_GROUP,
          by: [expr],
          shown: [expr],
          form: "time",
          assumptions: [`time is taken from ${column.table.name}.${column.name}`],
        },
      ]
    : [];
}

const MANY_DAYS_MS = 14 * 86_400_000;

/** Over weeks of data "by hour" means the hour of the day: nobody reads thousands of hours one by one. */
const isLong = ({ profile }: ColumnModel): boolean =>
  Date.parse(profile?.max ?? "") - Date.parse(profile?.min ?? "") > MANY_DAYS_MS;

function timeKey(
  key: Extract<GroupKey, { kind: "bucket" | "part" }>,
  column: ColumnModel,
  unit: "year" | "month" | "week" | "day" | undefined,
): Expr | undefined {
  if (column.type !== "date")
    return key.kind === "bucket" && (key.unit === "year" || unit !== undefined) ? column.expr : undefined;
  if (key.kind === "part") return datePart(column.expr, key.part);
  if (key.unit === "hour" && isLong(column)) return datePart(column.expr, "hour");
  const chosen = unit ?? key.unit;
  return chosen === "year" ? datePart(column.expr, "year") : bucket(column.expr, chosen);
}
