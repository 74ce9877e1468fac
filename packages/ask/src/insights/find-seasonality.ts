import { columnWords } from "../present/words.ts";
import type { Finding } from "./finding.ts";
import type { CalendarUnit, Measure, TimeSeries } from "./series.ts";
import { chiSquaredUpper } from "./statistics/distributions.ts";
import { ranks } from "./statistics/ranks.ts";
import { autocorrelation, detrended, mean, median } from "./statistics/robust.ts";

interface Season {
  readonly lag: number;
  readonly cycle: string;
  readonly minPoints: number;
  readonly positions: readonly string[];
  position(start: string): number;
}

const monthOf = (start: string): number => Number(start.slice(5, 7)) - 1;
const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sundays Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays".split(" ");

const SEASONS: Partial<Record<CalendarUnit, Season>> = {
  day: {
    lag: 7,
    cycle: "week",
    minPoints: 28,
    positions: DAYS.map((day) => `on ${day}`),
    position: (start) => new Date(`${start.slice(0, 10)}T00:00:00Z`).getUTCDay(),
  },
  month: { lag: 12, cycle: "year", minPoints: 36, positions: MONTHS.map((month) => `in ${month}`), position: monthOf },
  quarter: {
    lag: 4,
    cycle: "year",
    minPoints: 16,
    positions: ["in the first quarter", "in the second quarter", "in the third quarter", "in the fourth quarter"],
    position: (start) => Math.floor(monthOf(start) / 3),
  },
  hour: {
    lag: 24,
    cycle: "day",
    minPoints: 96,
    positions: Array.from({ length: 24 }, (_, hour) => `at ${hour}:00`),
    position: (start) => Number(start.slice(11, 13)),
  },
};

const MIN_LIKENESS = 0.3;
/** Neighbours that resemble one another make cycles out of chance; what the neighbour explains is taken out first. */
const WHITEN_ABOVE = 0.2;

/** A pattern that comes back with the calendar: ranks by the place in the cycle (Kruskal-Wallis) and likeness at its length. */
export function findSeasonality({ unit, starts }: TimeSeries, { name, values }: Measure): Finding | null {
  const season = unit === null ? undefined : SEASONS[unit];
  if (season === undefined || values.length < season.minPoints) return null;
  const residuals = detrended(values);
  const likeness = autocorrelation(residuals, season.lag);
  const positions = starts.map((start) => season.position(start));
  const neighbour = autocorrelation(withoutSeason(residuals, positions), 1);
  const tested =
    neighbour > WHITEN_ABOVE ? residuals.map((value, i) => value - neighbour * (residuals[i - 1] ?? 0)) : residuals;
  const pValue = kruskalWallis(tested, positions, season.positions.length);
  const levels = season.positions.map((_, at) => median(values.filter((_value, i) => positions[i] === at)));
  const high = levels.indexOf(Math.max(...levels));
  const low = levels.indexOf(Math.min(...levels));
  return {
    pValue,
    isLarge: likeness >= MIN_LIKENESS && high !== low,
    weight: likeness,
    insight: {
      kind: "seasonality",
      sentence: `${capitalized(columnWords(name))} follows the ${season.cycle}: highest ${season.positions[high]}, lowest ${season.positions[low]}.`,
      columns: [name],
      effect: likeness,
      test: "Kruskal-Wallis by place in the cycle; effect is the autocorrelation at its length",
      sample: values.length,
    },
  };
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What is left when each place in the cycle is brought to one level. */
function withoutSeason(values: readonly number[], positions: readonly number[]): number[] {
  const levels = new Map<number, number>();
  for (const at of new Set(positions)) levels.set(at, mean(values.filter((_value, i) => positions[i] === at)));
  return values.map((value, i) => value - (levels.get(positions[i] ?? 0) ?? 0));
}

function kruskalWallis(values: readonly number[], groups: readonly number[], count: number): number {
  const n = values.length;
  const sums = new Array<number>(count).fill(0);
  const sizes = new Array<number>(count).fill(0);
  ranks(values).forEach((rank, i) => {
    const group = groups[i] ?? 0;
    sums[group] = (sums[group] ?? 0) + rank;
    sizes[group] = (sizes[group] ?? 0) + 1;
  });
  if (sizes.some((size) => size < 2)) return 1;
  const statistic = sums.reduce((sum, ranked, i) => sum + ranked ** 2 / (sizes[i] ?? 1), 0);
  return chiSquaredUpper((12 / (n * (n + 1))) * statistic - 3 * (n + 1), count - 1);
}
