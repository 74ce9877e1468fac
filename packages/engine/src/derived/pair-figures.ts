import { arithmetic, column, type Expr, numberLiteral } from "@parlance/sql";
import type { ColumnModel, TableModel } from "../schema/schema-model.ts";
import type { DerivedMeasure } from "./derived-measures.ts";

/** What a question may ask of two columns of one row: how much one grew to the other, how long from one to the other. */
export type PairKind = "change" | "growth" | "days" | "years";

/** Names a figure that no table holds by what it is worked out of: the kind, the column before, the column after. */
const MARK = "\u0000derived:pair";
const BETWEEN = "\u0001";

const PLACE = 100_000;
const KINDS: readonly PairKind[] = ["change", "growth", "days", "years"];

/** A column that poses as a measure of the table, so that every rule can use it. */
export function pairColumn(kind: PairKind, from: ColumnModel, to: ColumnModel): ColumnModel {
  const name = [MARK, kind, from.name, to.name].join(BETWEEN);
  return {
    // Apart from every column of the schema, and the same for the same pair.
    id: ((KINDS.indexOf(kind) + 1) * PLACE + from.id) * PLACE + to.id,
    table: from.table,
    name,
    expr: { kind: "column", table: from.table.name, column: name },
    words: [kind],
    stems: [kind],
    type: "number",
    role: "measure",
    isPrimary: false,
    refTable: undefined,
    source: { name: kind, type: { kind: "double", native: "derived" }, nullable: true },
    profile: undefined,
  };
}

export const isPairName = (name: string): boolean => name.startsWith(MARK);

/** The figure of a posing column's name, written out. */
export function pairMeasure(table: TableModel, name: string): DerivedMeasure | undefined {
  const [mark, kindName, fromName, toName] = name.split(BETWEEN);
  const kind = KINDS.find((known) => known === kindName);
  const from = table.columns.find((candidate) => candidate.name === fromName);
  const to = table.columns.find((candidate) => candidate.name === toName);
  if (mark !== MARK || !kind || !from || !to) return undefined;
  return {
    model: pairColumn(kind, from, to),
    name: HEADINGS[kind],
    expr: exprOf(kind, column(table.name, from.name), column(table.name, to.name)),
    assumption: assumptionOf(kind, from.name, to.name),
  };
}

const HEADINGS: Readonly<Record<PairKind, string>> = {
  change: "change",
  growth: "growth_percent",
  days: "days",
  years: "years",
};

function exprOf(kind: PairKind, from: Expr, to: Expr): Expr {
  const difference = arithmetic(to, "-", from);
  return kind === "growth" ? arithmetic(arithmetic(numberLiteral(100), "*", difference), "/", from) : difference;
}

function assumptionOf(kind: PairKind, from: string, to: string): string {
  if (kind === "change") return `the change is ${to} less ${from}`;
  if (kind === "growth") return `growth is ${to} less ${from}, in percent of ${from}`;
  return `how long is taken as ${kind} from ${from} to ${to}`;
}
