import {
  attributesOfRule,
  type BoundCondition,
  bindRule,
  type Catalog,
  type Column,
  type ColumnRule,
  checkRule,
  findTable,
  parseRule,
  type RuleCondition,
  type RuleFault,
  type Table,
  type TableRestriction,
} from "@parlance/core";
import { type DataRule, isOpenFor, isSubject, type Reader, type RuleBody } from "./data-rule.ts";
import { type Kept, seenThrough } from "./seen-through.ts";
import { stricter } from "./stricter.ts";

/** What the rules come to for one person. */
export interface OwnRestrictions {
  readonly tables: readonly TableRestriction[];
  /** Tables that are not shown at all: a rule about them cannot be followed, or they show what rules of others keep. */
  readonly withheld: readonly string[];
  /** Attributes that rules need and the person does not have; where one is missing, no row is shown. */
  readonly missing: readonly string[];
}

/** A rule held against the table it is about, as that is now. */
export type SettledRule =
  | { readonly kind: "row"; readonly table: Table; readonly condition: RuleCondition }
  | { readonly kind: "column"; readonly table: Table; readonly column: Column; readonly rule: ColumnRule }
  | { readonly kind: "open"; readonly table: Table }
  /** `table` is null where it is gone. */
  | { readonly kind: "broken"; readonly table: Table | null; readonly fault: RuleFault };

/**
 * Pure. Row rules must all hold; of column rules the strictest counts; one that cannot be followed withholds its table. A
 * view over a table with rules is withheld until it has rules of its own or is opened.
 */
export function restrictionsOf(rules: readonly DataRule[], reader: Reader, catalog: Catalog): OwnRestrictions {
  const own = rules.filter(({ body, appliesTo }) =>
    body.kind === "open" ? isOpenFor(reader, appliesTo) : isSubject(reader, appliesTo),
  );
  const settled = own.map((rule) => settleRule(rule, catalog));
  const broken = settled.flatMap((each) => (each.kind === "broken" && each.table ? [each.table.name] : []));
  const withheld = new Set([...broken, ...seenThrough(catalog, rulesByTable(own, settled))]);
  const open = settled.filter(isFollowed).filter((each) => !withheld.has(each.table.name));
  const names = [...new Set(open.map(({ table }) => table.name))].sort();
  const tables = names.map((name) =>
    restrictionOn(
      name,
      open.filter(({ table }) => table.name === name),
      reader.attributes,
    ),
  );
  const needed = open.flatMap((each) => (each.kind === "row" ? attributesOfRule(each.condition) : []));
  const missing = [...new Set(needed)].filter((name) => !hasAttribute(reader, name));
  return { tables, withheld: [...withheld].sort(), missing: missing.sort() };
}

type Followed = Exclude<SettledRule, { kind: "broken" | "open" }>;

const isFollowed = (rule: SettledRule): rule is Followed => rule.kind === "row" || rule.kind === "column";

/** A rule about a table that is gone still holds for what reads it: the source may only have taken it out of our sight. */
function rulesByTable(rules: readonly DataRule[], settled: readonly SettledRule[]) {
  const kept = new Map<string, Set<Kept>>();
  const opened = new Set<string>();
  for (const [i, rule] of settled.entries()) {
    const name = rule.table?.name ?? rules[i]?.tableName ?? "";
    if (rule.kind === "open") opened.add(name);
    if (rules[i]?.body.kind === "open") continue;
    const kinds = kept.get(name) ?? new Set();
    kept.set(name, kinds);
    if (rule.kind !== "column") kinds.add("rows");
    if (rule.kind !== "row") kinds.add("columns");
  }
  return { kept, opened };
}

function restrictionOn(table: string, rules: readonly Followed[], attributes: Reader["attributes"]): TableRestriction {
  const rows = rules.flatMap((rule) => (rule.kind === "row" ? [bindRule(rule.condition, attributes)] : []));
  const columns = new Map<string, ColumnRule>();
  for (const rule of rules) {
    if (rule.kind !== "column") continue;
    const before = columns.get(rule.column.name);
    columns.set(rule.column.name, before === undefined ? rule.rule : stricter(before, rule.rule));
  }
  return { table, ...(rows.length === 0 ? {} : { rows: allOf(rows) }), columns: Object.fromEntries(columns) };
}

function allOf(parts: readonly BoundCondition[]): BoundCondition {
  const open = parts.filter((part) => part.kind !== "constant");
  if (parts.some((part) => part.kind === "constant" && !part.value)) return { kind: "constant", value: false };
  const [only, other] = open;
  if (only === undefined) return { kind: "constant", value: true };
  return other === undefined ? only : { kind: "all", parts: open };
}

export function settleRule({ tableName, body }: Pick<DataRule, "tableName" | "body">, catalog: Catalog): SettledRule {
  const table = catalog.tables.find(({ name }) => name === tableName) ?? findTable(catalog, tableName);
  if (table === undefined) return broken(null, `There is no table ${tableName} any more.`);
  if (body.kind === "open") return { kind: "open", table };
  return body.kind === "row" ? settleRow(body.filter, table) : settleColumn(body, table);
}

function settleRow(filter: string, table: Table): SettledRule {
  const parsed = parseRule(filter);
  const checked = parsed.isOk ? checkRule(parsed.condition, table.columns) : parsed;
  return checked.isOk
    ? { kind: "row", table, condition: checked.condition }
    : { kind: "broken", table, fault: checked.fault };
}

function settleColumn(body: Extract<RuleBody, { kind: "column" }>, table: Table): SettledRule {
  const column = findColumn(table, body.column);
  if (column === undefined) return broken(table, `The table ${table.name} has no column ${body.column} any more.`);
  return { kind: "column", table, column, rule: ruleFor(body, column) };
}

function ruleFor(body: Extract<RuleBody, { kind: "column" }>, column: Column): ColumnRule {
  if (body.action !== "mask") return { kind: body.action };
  return { kind: "mask", mask: body.mask, type: column.type.kind };
}

/** As it is spelled, else without regard to case where only one column can be meant. */
function findColumn(table: Table, name: string): Column | undefined {
  const exact = table.columns.find((column) => column.name === name);
  if (exact !== undefined) return exact;
  const folded = table.columns.filter((column) => column.name.toLowerCase() === name.toLowerCase());
  return folded.length === 1 ? folded[0] : undefined;
}

const broken = (table: Table | null, message: string): SettledRule => ({
  kind: "broken",
  table,
  fault: { message, start: 0, end: 0 },
});

const hasAttribute = ({ attributes }: Reader, name: string): boolean =>
  Object.hasOwn(attributes, name) && (attributes[name] ?? "").trim() !== "";
