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
import { type DataRule, isSubject, type Reader, type RuleBody } from "./data-rule.ts";
import { stricter } from "./stricter.ts";

/** What the rules come to for one person. */
export interface OwnRestrictions {
  readonly tables: readonly TableRestriction[];
  /** Tables that are not shown at all, since a rule about them cannot be followed. */
  readonly withheld: readonly string[];
  /** Attributes that rules need and the person does not have; where one is missing, no row is shown. */
  readonly missing: readonly string[];
}

/** A rule held against the table it is about, as that is now. */
export type SettledRule =
  | { readonly kind: "row"; readonly table: Table; readonly condition: RuleCondition }
  | { readonly kind: "column"; readonly table: Table; readonly column: Column; readonly rule: ColumnRule }
  /** `table` is null where it is gone. */
  | { readonly kind: "broken"; readonly table: Table | null; readonly fault: RuleFault };

/** Pure. Row rules must all hold; of column rules the strictest counts; one that cannot be followed withholds its table. */
export function restrictionsOf(rules: readonly DataRule[], reader: Reader, catalog: Catalog): OwnRestrictions {
  const settled = rules.filter((rule) => isSubject(reader, rule.appliesTo)).map((rule) => settleRule(rule, catalog));
  const withheld = new Set(settled.flatMap((each) => (each.kind === "broken" && each.table ? [each.table.name] : [])));
  const open = settled.filter((each) => each.kind !== "broken").filter((each) => !withheld.has(each.table.name));
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

function restrictionOn(
  table: string,
  rules: readonly Exclude<SettledRule, { kind: "broken" }>[],
  attributes: Reader["attributes"],
): TableRestriction {
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
