/** How a column writes its numbers. */
export interface NumberStyle {
  readonly decimal: "." | ",";
  readonly thousands: "" | "," | "." | " " | "'";
  /** The one currency, percent sign or unit beside the digits, as written; empty when there is none. */
  readonly sign: string;
}

export interface NumberShape {
  readonly style: NumberStyle;
  /** Digits before and after the decimal separator, the most seen. */
  readonly wholeDigits: number;
  readonly fractionDigits: number;
  readonly hasExponent: boolean;
  /** True when every written fraction has the same number of digits. */
  readonly isFractionSteady: boolean;
  /** True when every fraction is zero, as pandas writes whole numbers of a column with gaps. */
  readonly isFractionZero: boolean;
}

/** Rust-style regular expressions that JavaScript reads alike: DuckDB verifies with the very pattern that sniffed. */
const SIGNS =
  "[$€£¥₹₽₩₺₪₫฿₴₦¢%]|US\\$|R\\$|A\\$|C\\$|USD|EUR|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|AUD|CAD|NZD|BRL|MXN|ZAR|kr|zł|Kč|Rs";
const SPACE = "[ \\x{a0}\\x{202f}]";

const GROUPS: Readonly<Record<NumberStyle["thousands"], string>> = {
  "": "",
  ",": "\\d{1,3}(?:,\\d{2,3})*,\\d{3}", // also the Indian 1,23,456
  ".": "\\d{1,3}(?:\\.\\d{3})+",
  " ": `\\d{1,3}(?:${SPACE}\\d{3})+`,
  "'": "\\d{1,3}(?:['’]\\d{3})+",
};

const escapePattern = (text: string): string => text.replace(/[$.()\\]/g, "\\$&");

/** RE2 source for a whole value in this style. */
export function numberPattern({ decimal, thousands, sign }: NumberStyle): string {
  const point = escapePattern(decimal);
  const exponent = thousands === "" ? "(?:[eE][+-]?\\d+)?" : "";
  const plain = `(?:\\d+(?:${point}\\d*)?|${point}\\d+)${exponent}`;
  const digits = thousands === "" ? plain : `(?:${GROUPS[thousands]}(?:${point}\\d+)?|${plain})`;
  const affix = sign === "" ? "" : `(?:${escapePattern(sign)})?${SPACE}*`;
  const again = isUnit(sign) ? `(?:${AGAIN})?` : "";
  const trailing = sign === "" ? "" : `${SPACE}*(?:${escapePattern(sign)})?${again}`;
  const minus = "[+\\-−]?";
  return `\\s*(?:${minus}${affix}${minus}${digits}${trailing}-?|\\(${affix}${digits}${trailing}\\))\\s*`;
}

const toRegExp = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/\\x\{([0-9a-f]+)\}/g, (_, hex: string) => `\\u${hex.padStart(4, "0")}`)}$`, "u");

/** Most usual first: the first that fits every value wins unless the file says otherwise. */
const SEPARATORS: readonly Pick<NumberStyle, "decimal" | "thousands">[] = [
  { decimal: ".", thousands: "" },
  { decimal: ".", thousands: "," },
  { decimal: ",", thousands: "" },
  { decimal: ",", thousands: "." },
  { decimal: ",", thousands: " " },
  { decimal: ".", thousands: " " },
  { decimal: ".", thousands: "'" },
  { decimal: ",", thousands: "'" },
];

const SIGN = new RegExp(SIGNS, "u");
/** Units that people write behind each number; one letter only with a blank before it, as codes end in letters too. */
const LONG_UNITS =
  "km/h|km²|km2|m²|m2|km|cm|mm|kg|mg|ft|mi|lbs|lb|oz|mph|kWh|kW|MW|GW|°C|°F|ha|hrs|mins|min|ml|GB|MB|TB|KB|dB|kHz|MHz|GHz|Hz|ppm|rpm|bpm|kcal|miles|feet|acres|hours|minutes|seconds|days|years";
const SHORT_UNITS = "m|g|h|s|l|t|W|V";
const UNITS: ReadonlySet<string> = new Set([...LONG_UNITS.split("|"), ...SHORT_UNITS.split("|")]);
export const isUnit = (sign: string): boolean => UNITS.has(sign);
/** The same in another unit: "412 m (1,352 ft)". */
const AGAIN = `${SPACE}*\\([\\d.,]+${SPACE}?[a-zA-Z°²]+\\)`;
const UNIT = new RegExp(
  `^[\\s+\\-−]*[\\d.,' \\u00a0\\u202f]*\\d(?:[ \\u00a0\\u202f]?(${LONG_UNITS})|[ \\u00a0\\u202f](${SHORT_UNITS}))(?:[ \\u00a0\\u202f]*\\([^)]*\\))?\\s*$`,
  "u",
);
const withoutAgain = (value: string): string => value.replace(/\s*\([^)]*\)\s*$/, "");

/** Fits every style, so it tells nothing about which it is. */
const PLAIN_WHOLE = /^-?\d+$/;
const LEADING_ZERO = /^[^\d.,]*0\d/;
const PHONE_LIKE = /^\s*(\+\d[\d ()/-]{6,}|\(\d+\)[\d -]+|0[\d ()/-]{6,})$/;

/** Every style in which all values are numbers; empty when they are not numbers or are codes that only look so. */
export function numberStyles(values: readonly string[]): NumberStyle[] {
  if (values.length === 0 || values.some((value) => LEADING_ZERO.test(value) || PHONE_LIKE.test(value))) return [];
  const sign = commonSign(values);
  if (sign === null) return [];
  const telling = values.filter((value) => !PLAIN_WHOLE.test(value));
  return SEPARATORS.map((separators) => ({ ...separators, sign })).filter((style) => {
    const pattern = toRegExp(numberPattern(style));
    return telling.every((value) => pattern.test(value));
  });
}

/** The one sign or unit used, "" for none, null when several are mixed: dollars and euros must not be added up. */
function commonSign(values: readonly string[]): string | null {
  const signs = new Set<string>();
  for (const value of values) {
    const unit = UNIT.exec(value);
    const found = unit ? (unit[1] ?? unit[2]) : SIGN.exec(value)?.[0];
    if (found) signs.add(found);
  }
  return signs.size > 1 ? null : ([...signs][0] ?? "");
}

export function measureNumbers(values: readonly string[], style: NumberStyle): NumberShape {
  const fractions = new Set<number>();
  let wholeDigits = 0;
  let hasExponent = false;
  let isFractionZero = true;
  for (const written of values) {
    const value = isUnit(style.sign) ? withoutAgain(written) : written;
    const [mantissa = "", exponent] = style.sign === "" ? value.split(/[eE]/) : [value];
    hasExponent ||= exponent !== undefined;
    const [whole = "", fraction] = mantissa.split(style.decimal);
    wholeDigits = Math.max(wholeDigits, whole.replace(/\D/g, "").length);
    const digits = fraction?.replace(/\D/g, "") ?? "";
    if (digits !== "") fractions.add(digits.length);
    isFractionZero &&= /^0*$/.test(digits);
  }
  return {
    style,
    wholeDigits,
    fractionDigits: Math.max(0, ...fractions),
    hasExponent,
    isFractionSteady: fractions.size === 1,
    isFractionZero,
  };
}

/** SQL that reduces a value already matched by numberPattern to plain digits such as -1234.5. */
export function plainNumberSql(written: string, { decimal, thousands, sign }: NumberStyle): string {
  if (decimal === "." && thousands === "" && sign === "") return written;
  const text = isUnit(sign) ? `regexp_replace(${written}, '\\s*\\([^)]*\\)\\s*$', '')` : written;
  const keep = decimal === "." ? "[^0-9.eE+\\-]" : "[^0-9,eE+\\-]";
  const bare = sign === "" ? text : `replace(${text}, '${sign.replaceAll("'", "''")}', '')`;
  const digits = `regexp_replace(replace(${bare}, '−', '-'), '${keep}', '', 'g')`;
  const pointed = decimal === "," ? `replace(${digits}, ',', '.')` : digits;
  const isNegative = `(contains(${text}, '(') OR ends_with(rtrim(${text}), '-'))`;
  return `CASE WHEN ${isNegative} THEN '-' || replace(${pointed}, '-', '') ELSE ${pointed} END`;
}
