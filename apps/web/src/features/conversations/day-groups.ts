const DAY_MS = 24 * 3_600_000;

export interface DayGroup<Item> {
  readonly name: string;
  readonly items: readonly Item[];
}

/** Items ordered by time, latest first, under the names people give to days. */
export function byDay<Item>(
  items: readonly Item[],
  timeOf: (item: Item) => string,
  now: Date,
): readonly DayGroup<Item>[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = dayName(new Date(timeOf(item)), now);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return [...groups].map(([name, held]) => ({ name, items: held }));
}

export function dayName(time: Date, now: Date): string {
  const days = Math.round((startOfDay(now) - startOfDay(time)) / DAY_MS);
  if (days <= 0) return "Today";
  if (days === 1) return "Yesterday";
  if (days < 7) return "Last seven days";
  return time.toLocaleDateString("en", { month: "long", year: "numeric" });
}

const startOfDay = (time: Date): number => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();

/** "14:05" today, "21 Nov 2026, 14:05" before. */
export function whenAsked(iso: string, now: Date): string {
  const time = new Date(iso);
  const clock = time.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return dayName(time, now) === "Today"
    ? clock
    : `${time.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })}, ${clock}`;
}
