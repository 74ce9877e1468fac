import type { Insight } from "@parlance/core";
import { findChange } from "./find-change.ts";
import { findConcentration } from "./find-concentration.ts";
import { findCorrelation } from "./find-correlation.ts";
import { findOutliers } from "./find-outliers.ts";
import { findSeasonality } from "./find-seasonality.ts";
import { findTrend, MAX_POINTS } from "./find-trend.ts";
import type { Finding } from "./finding.ts";
import { type InsightInput, type Measure, readFrame, type TimeSeries } from "./series.ts";
import { detrended } from "./statistics/robust.ts";

/** Chance of a finding being noise that is put up with, after correction for all tests made on the result. */
const MAX_CHANCE = 0.01;
const MAX_INSIGHTS = 4;
const MAX_MEASURES = 4;

/**
 * What the rows show beyond what was asked. Every test counts against every finding (Benjamini-Hochberg), and what is
 * too small to matter is not told: no insight is better than a wrong one.
 */
export function findInsights(input: InsightInput): readonly Insight[] {
  const { series, groups } = readFrame(input);
  const findings: Finding[] = [];
  const add = (finding: Finding | null): void => {
    if (finding !== null) findings.push(finding);
  };
  if (series !== null && series.labels.length <= MAX_POINTS) {
    const measures = series.measures.slice(0, MAX_MEASURES);
    for (const measure of measures) for (const finding of aboutTime(series, measure)) add(finding);
    for (const [one, other] of pairs(measures)) add(findCorrelation(one, other, true));
  }
  if (groups !== null) {
    const measures = groups.measures.slice(0, MAX_MEASURES);
    for (const measure of measures) {
      if (input.isWhole) add(findConcentration(groups, measure));
      if (input.isWhole) add(findOutliers(groups.labels, measure));
    }
    if (input.isWhole) for (const [one, other] of pairs(measures)) add(findCorrelation(one, other, false));
  }
  return significant(findings);
}

/** A step that fits better than a slope stands in its place; what repeats with the calendar is no outlier. */
function aboutTime(series: TimeSeries, measure: Measure): Finding[] {
  const trend = findTrend(series, measure);
  const change = findChange(series, measure);
  const season = findSeasonality(series, measure);
  const isStep = change?.isLarge === true && (change.pValue ?? 1) <= MAX_CHANCE;
  const isSeason = season?.isLarge === true && (season.pValue ?? 1) <= MAX_CHANCE;
  const outliers = isStep || isSeason ? null : findOutliers(series.labels, measure, detrended(measure.values));
  const told = [trend === null || !isStep ? trend : { ...trend, isLarge: false }, change, season, outliers];
  return told.filter((finding) => finding !== null);
}

const pairs = (measures: readonly Measure[]): (readonly [Measure, Measure])[] =>
  measures.flatMap((one, i) => measures.slice(i + 1).map((other) => [one, other] as const));

function significant(findings: readonly Finding[]): readonly Insight[] {
  const corrected = correct(findings);
  return findings
    .flatMap((finding, i) => {
      const pValue = corrected[i];
      const isSound = finding.pValue === undefined || (pValue !== undefined && pValue <= MAX_CHANCE);
      if (!finding.isLarge || !isSound) return [];
      const insight = pValue === undefined ? finding.insight : { ...finding.insight, pValue };
      return [{ insight, weight: finding.weight }];
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_INSIGHTS)
    .map((item) => item.insight);
}

/** Benjamini-Hochberg over all tests made, telling or not; undefined where there was no test. */
export function correct(findings: readonly { readonly pValue?: number }[]): (number | undefined)[] {
  const tested = findings.flatMap(({ pValue }, index) => (pValue === undefined ? [] : [{ pValue, index }]));
  tested.sort((a, b) => b.pValue - a.pValue);
  const out = new Array<number | undefined>(findings.length).fill(undefined);
  let lowest = 1;
  tested.forEach(({ pValue, index }, i) => {
    lowest = Math.min(lowest, (pValue * tested.length) / (tested.length - i));
    out[index] = lowest;
  });
  return out;
}
