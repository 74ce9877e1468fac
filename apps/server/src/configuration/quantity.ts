/** "30 s", "24 h", "2 GB": quantities as people write them. */
const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
};
const BYTES: Readonly<Record<string, number>> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, TB: 1024 ** 4 };

export type QuantityUnit = "ms" | "bytes";

const SCALES: Readonly<Record<QuantityUnit, Readonly<Record<string, number>>>> = { ms: MILLISECONDS, bytes: BYTES };

/** What to write, for messages. */
export const QUANTITY_HINT: Readonly<Record<QuantityUnit, string>> = {
  ms: 'Write a number with its unit: ms, s, min, h or d, such as "30 s".',
  bytes: 'Write a number with its unit: B, KB, MB, GB or TB, such as "2 GB".',
};

/** Undefined where it is no quantity of that kind. `bare` is the unit of a number without one; 0 needs none. */
export function parseQuantity(text: string, kind: QuantityUnit, bare?: string): number | undefined {
  const [, digits, written] = /^(\d+(?:\.\d+)?)\s*([A-Za-z]*)$/.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  if (Number(digits) === 0) return 0;
  const unit = written === "" || written === undefined ? bare : written;
  if (unit === undefined) return undefined;
  const found = Object.entries(SCALES[kind]).find(([name]) => name.toLowerCase() === unit.toLowerCase());
  return found === undefined ? undefined : Math.round(Number(digits) * found[1]);
}

/** In the largest unit that loses nothing. */
export function formatQuantity(value: number, kind: QuantityUnit): string {
  if (value === 0) return "0";
  const fitting = Object.entries(SCALES[kind]).filter(([, scale]) => value % scale === 0);
  const [name, scale] = fitting.at(-1) ?? [kind === "ms" ? "ms" : "B", 1];
  return `${value / scale} ${name}`;
}
