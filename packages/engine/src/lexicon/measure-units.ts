/** How much one of it is, in the least unit of its kind. */
interface Unit {
  readonly kind: "time" | "length" | "mass";
  readonly size: number;
}

const rows: readonly (readonly [string, Unit["kind"], number])[] = [
  ["second seconds sec secs s", "time", 1],
  ["minute minutes min mins", "time", 60],
  ["hour hours hr hrs h", "time", 3600],
  ["day days", "time", 86_400],
  ["week weeks", "time", 604_800],
  ["millisecond milliseconds ms", "time", 0.001],
  ["mm millimeter millimeters millimetre millimetres", "length", 0.001],
  ["cm centimeter centimeters centimetre centimetres", "length", 0.01],
  ["m meter meters metre metres", "length", 1],
  ["km kilometer kilometers kilometre kilometres", "length", 1000],
  ["mile miles mi", "length", 1609.344],
  ["foot feet ft", "length", 0.3048],
  ["inch inches", "length", 0.0254],
  ["g gram grams", "mass", 1],
  ["kg kilogram kilograms kilo kilos", "mass", 1000],
  ["ton tons tonne tonnes", "mass", 1_000_000],
  ["lb lbs pound pounds", "mass", 453.592],
];

const UNITS: ReadonlyMap<string, Unit> = new Map(
  rows.flatMap(([words, kind, size]) => words.split(" ").map((word): [string, Unit] => [word, { kind, size }])),
);

const MAGNITUDES: ReadonlyMap<string, number> = new Map([
  ["thousands", 1000],
  ["000s", 1000],
  ["millions", 1_000_000],
  ["mln", 1_000_000],
  ["billions", 1_000_000_000],
  ["bln", 1_000_000_000],
]);

const IN_BRACKETS = /[([]\s*(?:in\s+)?(?:\$|€|£|usd|eur|us\$)?\s*([\p{L}0-9]+)\s*[)\]]\s*$/iu;

/** What the name says its figures are in: "Running Time min", "Height (m)", "Viewers (millions)". */
function lastWord(name: string): string {
  const inBrackets = IN_BRACKETS.exec(name)?.[1];
  if (inBrackets !== undefined) return inBrackets.toLowerCase();
  const last = /(?<=[\s_.])(\p{L}{2,})$/u.exec(name)?.[1] ?? "";
  return last.toLowerCase();
}

/** What reading a file noted of the unit that stood behind each number: "in km". */
const noted = (comment: string | undefined): string | undefined => /^in (\S+)$/.exec(comment ?? "")?.[1]?.toLowerCase();

/** A number as the column keeps it: "3 hours" of minutes is 180, "3 million" of millions is 3. */
export function inUnitsOf(
  column: { readonly name: string; readonly comment?: string | undefined },
  value: number,
  saidUnit: string,
): number {
  const word = noted(column.comment) ?? lastWord(column.name);
  const magnitude = MAGNITUDES.get(word);
  if (magnitude !== undefined) return Math.abs(value) >= magnitude ? value / magnitude : value;
  const own = UNITS.get(word);
  const said = UNITS.get(saidUnit);
  if (!own || !said || own.kind !== said.kind || own.size === said.size) return value;
  return Number(((value * said.size) / own.size).toPrecision(12));
}

/** "1000 m" of a column whose figures are metres. */
export const isKeptIn = (
  column: { readonly name: string; readonly comment?: string | undefined },
  saidUnit: string,
): boolean => {
  const own = UNITS.get(noted(column.comment) ?? lastWord(column.name));
  const said = UNITS.get(saidUnit);
  return own !== undefined && own.kind === said?.kind && own.size === said.size;
};

/** What kind of thing the figures are amounts of, where name or cells told their unit. */
export const unitKindOf = (column: { readonly name: string; readonly comment?: string | undefined }) =>
  UNITS.get(noted(column.comment) ?? lastWord(column.name))?.kind;

export const kindOfUnit = (saidUnit: string) => UNITS.get(saidUnit)?.kind;
