/** Ways to write one thing that count as the same answer. Gold statements are written in SQLite's words. */
const WAYS: Readonly<Record<string, (args: readonly string[]) => readonly string[]>> = {
  year: ([of = ""]) => [`date(${of}, 'start of year')`, `CAST(strftime('%Y', ${of}) AS INTEGER)`],
  quarter: ([of = ""]) => [
    `date(${of}, 'start of month', '-' || ((CAST(strftime('%m', ${of}) AS INTEGER) - 1) % 3) || ' months')`,
    `((CAST(strftime('%m', ${of}) AS INTEGER) + 2) / 3)`,
  ],
  month: ([of = ""]) => [`date(${of}, 'start of month')`, `CAST(strftime('%m', ${of}) AS INTEGER)`],
  weekday: ([of = ""]) => [`CAST(strftime('%w', ${of}) AS INTEGER)`],
  hour: ([of = ""]) => [`CAST(strftime('%H', ${of}) AS INTEGER)`],
  days: ([from = "", to = ""]) => [
    `CAST(julianday(date(${to})) - julianday(date(${from})) AS INTEGER)`,
    `(strftime('%s', ${to}) - strftime('%s', ${from})) / 86400.0`,
  ],
  hours: ([from = "", to = ""]) => [`(strftime('%s', ${to}) - strftime('%s', ${from})) / 3600.0`],
  minutes: ([from = "", to = ""]) => [`(strftime('%s', ${to}) - strftime('%s', ${from})) / 60.0`],
};

const MARK = /\{(\w+) ([^{}]+)\}/;

/** `{month x}`, `{days a, b}` and `{pct a / b}` written out in each way that is accepted. */
export function spellOut(sql: string): string[] {
  const mark = MARK.exec(sql);
  if (!mark) return [sql];
  const [whole, name = "", inner = ""] = mark;
  const ways = name === "pct" ? [`100.0 * ${inner}`, `1.0 * ${inner}`] : WAYS[name]?.(inner.split(/, (?![^(]*\))/));
  if (!ways) throw new SyntaxError(`No such mark: ${whole}`);
  return ways.flatMap((way) => spellOut(sql.replace(whole, () => way)));
}
