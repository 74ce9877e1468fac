export const MONTHS: readonly string[] = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** A half-open range of dates as the period it is: "in 2025", "in March 2025", "in Q2 2025", "on 2025-03-01"; null for others. */
export function calendarPeriod(from: string, to: string): string | null {
  const start = dayOf(from);
  const end = dayOf(to);
  if (start === null || end === null) return null;
  const [year, month, day] = start;
  const months = (end[0] - year) * 12 + end[1] - month;
  if (day === 1 && end[2] === 1) {
    if (months === 1) return `in ${MONTHS[month - 1]} ${year}`;
    if (months === 3 && month % 3 === 1) return `in Q${Math.ceil(month / 3)} ${year}`;
    if (months === 12 && month === 1) return `in ${year}`;
  }
  const days = (Date.UTC(end[0], end[1] - 1, end[2]) - Date.UTC(year, month - 1, day)) / 86_400_000;
  return days === 1 ? `on ${from.slice(0, 10)}` : null;
}

function dayOf(date: string): [number, number, number] | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(T00:00:00)?$/.exec(date);
  return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])];
}
