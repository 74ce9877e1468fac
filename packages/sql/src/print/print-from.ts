import { AppError } from "@parlance/core";
import type { TableInstance } from "../ast/walk.ts";
import { type JoinPlan, type JoinStep, planJoins } from "./join-plan.ts";
import { printName } from "./names.ts";
import { type PrintContext, printColumn, type Scope, scopeKey, tableOf } from "./scope.ts";

export function planOrThrow(
  instances: readonly TableInstance[],
  context: PrintContext,
  hints: readonly string[],
): JoinPlan {
  for (const { table } of instances) {
    if (!tableOf(context.schema, table)) throw new AppError("SQL_UNKNOWN_TABLE", { details: { table } });
  }
  const plan = planJoins(context.schema, instances, hints);
  if (!plan) {
    throw new AppError("SQL_TABLES_UNRELATED", { details: { tables: instances.map((instance) => instance.table) } });
  }
  return plan;
}

export function printTable(instance: TableInstance, scope: Scope): string {
  const { schema, traits } = scope.context;
  const table = tableOf(schema, instance.table);
  const name = printName(table?.nativeName ?? table?.name ?? instance.table, traits);
  const full = table?.schema === undefined ? name : `${printName(table.schema, traits)}.${name}`;
  const alias = scope.aliases.get(scopeKey(instance)) ?? "";
  return alias === "" || (alias === table?.name && table.schema === undefined)
    ? full
    : `${full} AS ${printName(alias, traits)}`;
}

export function printJoins(plan: JoinPlan, scope: Scope): string {
  const steps = plan.steps.map((step) => ` JOIN ${printTable(step.instance, scope)} ON ${printKey(step, scope)}`);
  return printTable(plan.base, scope) + steps.join("");
}

export const printKey = (step: JoinStep, scope: Scope): string =>
  step.on
    .map((pair) => {
      const other = printColumn({ kind: "column", ...pair.other, column: pair.otherColumn }, scope);
      return `${other} = ${printColumn({ kind: "column", ...step.instance, column: pair.column }, scope)}`;
    })
    .join(" AND ");
