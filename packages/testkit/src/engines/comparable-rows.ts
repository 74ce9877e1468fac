/**
 * Rows as text that is equal exactly when the answers are: engines differ in how they hand over the same value (a
 * decimal as text or number, true as 1, midnight as a date), never in what it is.
 */
export function comparableRows(rows: readonly (readonly unknown[])[], isOrdered: boolean): string[] {
  const lines = rows.map((row) => row.map(comparableCell).join(" | "));
  return isOrdered ? lines : lines.sort();
}

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const MOMENT = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d+)?)?(Z|\+00)?$/;

function comparableCell(cell: unknown): string {
  if (cell === null || cell === undefined) return "NULL";
  if (typeof cell === "boolean") return cell ? "1" : "0";
  const text = String(cell);
  if (NUMBER.test(text)) return comparableNumber(text);
  if (!MOMENT.test(text)) return text;
  return text
    .replace("T", " ")
    .replace(/(Z|\+00)$/, "")
    .replace(/\.0+$/, "")
    .replace(/ 00:00:00$/, "");
}

/** Whole numbers exactly, others to nine digits: sums of binary fractions differ in the last few. */
function comparableNumber(text: string): string {
  const whole = text.replace(/\.0+$/, "");
  if (/^-?\d+$/.test(whole)) return String(BigInt(whole));
  return String(Number(Number(text).toPrecision(9)));
}
