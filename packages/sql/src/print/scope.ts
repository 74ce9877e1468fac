import { AppError, type TypeKind } from "@parlance/core";
import type { ColumnExpr, StarExpr } from "../ast/expression.ts";
import { instanceKey, type TableInstance } from "../ast/walk.ts";
import type { DialectTraits } from "./dialect-traits.ts";
import type { SqlSchema } from "./join-plan.ts";
import { printName } from "./names.ts";

/** What the printing of one statement shares. */
export interface PrintContext {
  readonly schema: SqlSchema;
  readonly traits: DialectTraits;
}

/** Names of the row sources of one block, as columns in it must spell them. */
export interface Scope {
  readonly context: PrintContext;
  readonly parent: Scope | undefined;
  /** Instance key (lower case) -> alias; an empty alias means that columns stand alone. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Set where the block reads from a subquery that numbered the rows for its medians. */
  readonly measured?: MeasuredRows;
}

/** What a measured subquery calls the things inside it. */
export interface MeasuredRows {
  /** Column as the subquery's own block spells it -> its name outside. */
  readonly columns: ReadonlyMap<string, string>;
  /** Median as JSON -> number that ends the names of its helper columns. */
  readonly medians: ReadonlyMap<string, number>;
}

export const scopeKey = (instance: TableInstance): string => instanceKey(instance).toLowerCase();

interface ScopeOptions {
  readonly parent?: Scope | undefined;
  /** Columns carry their table even when there is only one. */
  readonly isQualified?: boolean;
  /** The block names columns of blocks around it, so its aliases must differ from theirs. */
  readonly isCorrelated?: boolean;
}

/** Aliases for a block's row sources: the table's own name, numbered where that name is already taken. */
export function makeScope(context: PrintContext, instances: readonly TableInstance[], options: ScopeOptions): Scope {
  const taken = new Set<string>();
  for (let outer = options.isCorrelated ? options.parent : undefined; outer; outer = outer.parent) {
    for (const alias of outer.aliases.values()) taken.add(alias.toLowerCase());
  }
  const aliases = new Map<string, string>();
  const isBare = instances.length === 1 && !options.isQualified;
  for (const instance of instances) {
    const table = tableOf(context.schema, instance.table);
    const name = table?.nativeName ?? table?.name ?? instance.table;
    let alias = name;
    for (let n = 2; taken.has(alias.toLowerCase()); n += 1) alias = `${name}_${n}`;
    taken.add(alias.toLowerCase());
    aliases.set(scopeKey(instance), isBare ? "" : alias);
  }
  return { context, parent: options.parent, aliases };
}

const aliasIn = (scope: Scope | undefined, instance: TableInstance): string | undefined =>
  scope ? (scope.aliases.get(scopeKey(instance)) ?? aliasIn(scope.parent, instance)) : undefined;

export function printColumn(expr: ColumnExpr, scope: Scope): string {
  const { traits } = scope.context;
  const alias = aliasIn(scope, expr);
  if (alias === undefined) throw new AppError("SQL_UNKNOWN_TABLE", { details: { table: expr.table } });
  const name = printName(columnName(expr, scope.context.schema), traits);
  const full = alias === "" ? name : `${printName(alias, traits)}.${name}`;
  return scope.measured?.columns.get(full) ?? full;
}

export function printStar(expr: StarExpr, scope: Scope): string {
  const alias = aliasIn(scope, expr);
  return alias === undefined || alias === "" ? "*" : `${printName(alias, scope.context.traits)}.*`;
}

export const tableOf = (schema: SqlSchema, name: string): SqlSchema["tables"][number] | undefined =>
  schema.tables.find((table) => table.name === name) ??
  schema.tables.find((table) => table.name.toLowerCase() === name.toLowerCase());

function columnName(expr: ColumnExpr, schema: SqlSchema): string {
  const found = tableOf(schema, expr.table)?.columns.find(
    (candidate) => candidate.name.toLowerCase() === expr.column.toLowerCase(),
  );
  return found?.name ?? expr.column;
}

export function columnKind(expr: ColumnExpr, schema: SqlSchema): TypeKind {
  const found = tableOf(schema, expr.table)?.columns.find(
    (candidate) => candidate.name.toLowerCase() === expr.column.toLowerCase(),
  );
  return found?.type.kind ?? "unknown";
}
