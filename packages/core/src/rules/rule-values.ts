const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?$/;
const NUMBER = /^-?\d{1,40}(?:\.\d{1,40})?$/;

export function isDateText(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(text);
}

export function isTimestampText(text: string): boolean {
  const date = TIMESTAMP.exec(text)?.[1];
  return date !== undefined && isDateText(date);
}

export const isNumberText = (text: string): boolean => NUMBER.test(text);
