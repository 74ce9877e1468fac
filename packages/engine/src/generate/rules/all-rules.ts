import * as filter from "./filter-rules.ts";
import * as group from "./group-rules.ts";
import * as order from "./order-rules.ts";
import type { Rule } from "./rule-context.ts";
import * as select from "./select-rules.ts";
import * as special from "./special-rules.ts";

/** Every way a stretch of the question can become a part of a query. The order is of no consequence. */
export const RULES: readonly Rule[] = [
  select.projectRule,
  select.fullNameRule,
  select.measureTableRule,
  select.entityRule,
  select.countRule,
  select.aggregateRule,
  select.trailingAggregateRule,
  select.howMuchRule,
  select.distinctRule,
  select.shareRule,
  select.trendRule,
  filter.valueRule,
  filter.columnComparisonRule,
  filter.comparisonColumnRule,
  filter.countComparisonRule,
  filter.adjectiveComparisonRule,
  filter.bareComparisonRule,
  filter.aggregateComparisonRule,
  filter.averageComparisonRule,
  filter.likeRule,
  filter.unknownTextRule,
  filter.nullRule,
  filter.flagRule,
  filter.oppositeFlagRule,
  filter.negatedRule,
  filter.dateRule,
  filter.absentRule,
  order.orderRule,
  order.directionRule,
  order.extremeRule,
  order.superlativeRule,
  order.superlativeColumnRule,
  order.bareExtremeRule,
  order.frequentRule,
  order.limitRule,
  group.groupRule,
  group.bucketRule,
  special.versusRule,
  special.nestedRule,
  special.onAverageRule,
];
