import type { ColumnModel } from "./schema-model.ts";

const DAYS = "sunday monday tuesday wednesday thursday friday saturday".split(" ");
const MONTHS = "january february march april may june july august september october november december".split(" ");
const SHORTEST = 3;

/** A column that holds weekdays or months and no dates. */
export interface StoredPeriod {
  readonly kind: "weekday" | "month";
  /** What is stored for each: weekdays from Sunday on, months from January on. */
  readonly stored: readonly (string | number | undefined)[];
  /** Which number stands for which day is a guess. */
  readonly isNumbered: boolean;
}

const known = new WeakMap<ColumnModel, StoredPeriod | null>();

/** Weekdays or months by name, or by number in a column that is called so; null for other columns. */
export function storedPeriodOf(column: ColumnModel): StoredPeriod | null {
  const earlier = known.get(column);
  if (earlier !== undefined) return earlier;
  const found = column.type === "text" ? named(column) : column.type === "number" ? numbered(column) : null;
  known.set(column, found);
  return found;
}

function named({ profile }: ColumnModel): StoredPeriod | null {
  const values = profile?.topValues.map(({ value }) => value) ?? [];
  if (!profile || values.length < 2 || profile.distinct > MONTHS.length || values.length < profile.distinct)
    return null;
  const kinds = [
    { kind: "weekday", names: DAYS },
    { kind: "month", names: MONTHS },
  ] as const;
  for (const { kind, names } of kinds) {
    const stored = names.map((name) => values.find((value) => isShortFor(value, name)));
    if (values.every((value) => stored.includes(value))) return { kind, stored, isNumbered: false };
  }
  return null;
}

const isShortFor = (value: string, name: string): boolean => {
  const low = value.trim().toLowerCase().replace(/\.$/, "");
  return low.length >= SHORTEST && name.startsWith(low);
};

function numbered({ profile, words }: ColumnModel): StoredPeriod | null {
  const [min, max] = [Number(profile?.min), Number(profile?.max)];
  if (!profile || !Number.isInteger(min) || !Number.isInteger(max)) return null;
  const said = words.join(" ");
  if (/\b(?:weekday|week day|day of week|dow|day week)\b/.test(said)) {
    if (min === 0 && max <= 6) return { kind: "weekday", stored: DAYS.map((_, i) => i), isNumbered: true };
    // From 1 to 7 the week begins on Monday, as ISO has it.
    if (min >= 1 && max === 7) return { kind: "weekday", stored: DAYS.map((_, i) => i || 7), isNumbered: true };
  }
  const isMonth = /\bmonth\b/.test(said) && min >= 1 && max <= 12 && profile.distinct > 2;
  return isMonth ? { kind: "month", stored: MONTHS.map((_, i) => i + 1), isNumbered: true } : null;
}

/** The places of the days that a word stands for: "mondays", "weekends"; undefined for other words. */
export function daysOf(word: string): readonly number[] | undefined {
  if (/^weekends?$/.test(word)) return [6, 0];
  if (word === "weekdays" || word === "workdays") return [1, 2, 3, 4, 5];
  const at = DAYS.indexOf(word.replace(/s$/, ""));
  return at < 0 ? undefined : [at];
}

/** The place of the month that a word names. */
export function monthOf(word: string): number | undefined {
  const at = MONTHS.indexOf(word);
  return at < 0 ? undefined : at;
}
