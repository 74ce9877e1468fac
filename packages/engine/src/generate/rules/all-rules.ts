import * as adjective from "./adjective-rules.ts";
import * as age from "./age-rules.ts";
import * as average from "./average-wording-rules.ts";
import { bestPeriodRule } from "./best-period-rule.ts";
import * as business from "./business-rules.ts";
import * as change from "./change-rules.ts";
import { clockRule } from "./clock-rules.ts";
import * as beside from "./column-beside-rules.ts";
import * as comparison from "./comparison-rules.ts";
import { currentRule } from "./current-rule.ts";
import { dateRule } from "./date-rules.ts";
import * as development from "./development-rules.ts";
import { doneLastRule } from "./done-last-rule.ts";
import * as duration from "./duration-rules.ts";
import { earningRule } from "./earning-rules.ts";
import * as wording from "./figure-wording-rules.ts";
import * as frequency from "./frequency-rules.ts";
import { gradedOrderRule } from "./graded-order-rules.ts";
import * as group from "./group-rules.ts";
import * as guessed from "./guessed-figure-rules.ts";
import * as interval from "./interval-rules.ts";
import * as joinedSum from "./joined-sum-rules.ts";
import * as like from "./like-rules.ts";
import * as list from "./list-rules.ts";
import * as name from "./name-rules.ts";
import { neighbourRule } from "./neighbour-rules.ts";
import * as number from "./number-rules.ts";
import * as opposite from "./opposite-rules.ts";
import * as order from "./order-rules.ts";
import * as period from "./period-rules.ts";
import { placeOrTimeRule } from "./place-or-time-rule.ts";
import * as place from "./place-rules.ts";
import * as product from "./product-rules.ts";
import * as quantile from "./quantile-rules.ts";
import { rateRule } from "./rate-rules.ts";
import * as difference from "./row-difference-rules.ts";
import * as rowNoun from "./row-noun-rules.ts";
import type { Rule } from "./rule-context.ts";
import * as scalar from "./scalar-rules.ts";
import * as select from "./select-rules.ts";
import * as special from "./special-rules.ts";
import * as spend from "./spend-rules.ts";
import * as state from "./state-rules.ts";
import * as stored from "./stored-period-rules.ts";
import * as superlative from "./superlative-rules.ts";
import { twinColumnsRule } from "./twin-rules.ts";
import * as twoRows from "./two-rows-rules.ts";
import * as value from "./value-rules.ts";
import { andWhenRule, whenAndWhereRule } from "./when-and-where-rules.ts";
import { namedThroughRule, whoRule } from "./who-rules.ts";

/** Every way a stretch of the question can become a part of a query. The order is of no consequence. */
export const RULES: readonly Rule[] = [
  select.projectRule,
  select.keyOfTableRule,
  select.nameOfTableRule,
  name.fullNameRule,
  select.measureTableRule,
  select.entityRule,
  select.countRule,
  select.aggregateRule,
  select.trailingAggregateRule,
  select.howMuchRule,
  quantile.percentileRule,
  quantile.topShareRule,
  guessed.figureApartRule,
  guessed.guessedFigureRule,
  guessed.guessedAverageRule,
  business.howMuchVerbRule,
  business.howMuchAloneRule,
  business.keptCountRule,
  business.ownBoundRule,
  rateRule,
  select.distinctRule,
  select.shareRule,
  select.trendRule,
  value.valueRule,
  comparison.columnComparisonRule,
  comparison.comparisonColumnRule,
  comparison.countComparisonRule,
  comparison.adjectiveComparisonRule,
  comparison.bareComparisonRule,
  age.ageComparisonRule,
  age.agedRule,
  earningRule,
  comparison.aggregateComparisonRule,
  comparison.averageComparisonRule,
  like.likeRule,
  like.unknownTextRule,
  value.nullRule,
  value.flagRule,
  opposite.oppositeFlagRule,
  opposite.oppositeValueRule,
  opposite.noNameRule,
  value.negatedRule,
  dateRule,
  clockRule,
  value.absentRule,
  order.orderRule,
  order.directionRule,
  gradedOrderRule,
  order.extremeRule,
  superlative.superlativeRule,
  superlative.superlativeColumnRule,
  order.bareExtremeRule,
  frequency.frequentRule,
  order.limitRule,
  frequency.trailingFrequentRule,
  number.comparedColumnRule,
  number.numberedRowRule,
  number.numberedColumnRule,
  number.countedColumnRule,
  number.ordinalColumnRule,
  number.numberChoiceRule,
  number.numbersBeforeColumnRule,
  number.timeComparisonRule,
  list.valueListRule,
  list.storedFlagRule,
  list.sharedHeadRule,
  twinColumnsRule,
  list.twoColumnsRule,
  list.columnVersusColumnRule,
  order.bareMostRule,
  superlative.firstOrLastRule,
  scalar.superiorRule,
  placeOrTimeRule,
  whoRule,
  namedThroughRule,
  andWhenRule,
  whenAndWhereRule,
  scalar.versusOtherRule,
  scalar.figureComparisonRule,
  scalar.sameAsRule,
  group.groupRule,
  group.bucketRule,
  stored.storedDayRule,
  stored.byStoredPeriodRule,
  special.versusRule,
  special.nestedRule,
  special.onAverageRule,
  period.whichPeriodRule,
  period.busiestRule,
  bestPeriodRule,
  joinedSum.averageWorthRule,
  joinedSum.averageSpendRule,
  joinedSum.moneyTableRule,
  joinedSum.spentMostRule,
  spend.spendRule,
  spend.bareTotalRule,
  spend.mostOfValueRule,
  spend.topRowsRule,
  period.growthRule,
  period.runningRule,
  period.countedPeriodsRule,
  product.soldQuantityRule,
  product.quantityOfRule,
  product.hasValueRule,
  product.timesRule,
  product.ratioOfRule,
  product.howMuchIsRule,
  product.topPerGroupRule,
  neighbourRule,
  beside.columnsWithNounRule,
  beside.columnWithMostRule,
  beside.verbMostRule,
  beside.verbComparisonRule,
  beside.nounOfColumnRule,
  beside.whichHasMoreRule,
  beside.yearColumnRule,
  beside.extremeInColumnRule,
  beside.lastOfAllRule,
  beside.noneOfColumnRule,
  beside.moreInThanInRule,
  currentRule,
  difference.howMuchMoreRule,
  change.changeSpanRule,
  change.changeVerbRule,
  change.changeNounRule,
  doneLastRule,
  development.developmentRule,
  development.developedRule,
  duration.howLongRule,
  duration.lastingVerbRule,
  duration.longestRule,
  duration.durationComparisonRule,
  duration.timeBetweenRule,
  duration.howOldWhenRule,
  interval.timeToRule,
  interval.timeFromToRule,
  interval.withinDaysRule,
  interval.tookLongerRule,
  state.doneRule,
  state.statusLetterRule,
  adjective.howAdjectiveRule,
  average.averageAdjectiveRule,
  average.averagePriceRule,
  average.atTheEndRule,
  adjective.outOfStockRule,
  place.placedRule,
  place.winnerRule,
  place.reachedPlaceRule,
  place.betterPlaceRule,
  wording.signedFigureRule,
  wording.equalColumnsRule,
  wording.decadeRule,
  twoRows.isItMoreRule,
  twoRows.whichOfTwoRule,
  twoRows.yearsApartRule,
  rowNoun.rowNounRule,
  rowNoun.trailingFirstRule,
  rowNoun.firstToRule,
  rowNoun.nothingInColumnRule,
  rowNoun.notDoneRule,
];
