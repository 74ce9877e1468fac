import type { ColumnProfile } from "@parlance/core";
import type { ValueType } from "./schema-model.ts";

/** What a column is for, as far as its name, type and values tell. */
export type ColumnRole = "id" | "name" | "measure" | "category" | "date" | "year" | "geo" | "flag" | "free";

interface RoleFacts {
  readonly words: readonly string[];
  readonly type: ValueType;
  readonly isKey: boolean;
  readonly profile: ColumnProfile | undefined;
}

const ID_ENDINGS = new Set(["id", "ids", "key", "uuid", "guid"]);
const GEO_WORDS = new Set(
  "city country state region county province continent town district zip postcode address location nation territory".split(
    " ",
  ),
);
const NAME_WORDS = new Set("name title label surname forename fname lname".split(" "));
const FREE_WORDS = new Set(
  "description comment note text details remark message body summary url email phone".split(" "),
);
const CODE_WORDS = new Set("code zip zipcode postcode phone fax ssn latitude longitude".split(" "));

/** Figures from 1500 to 2200 under these are years, whatever the heading says. */
const MOMENT_WORDS = new Set(
  "opened closed built founded established since born died began ended launched released demolished completed inaugurated eruption took left".split(
    " ",
  ),
);

/** Texts of one row's own and codes do not name it. */
export const isNoName = (word: string): boolean =>
  FREE_WORDS.has(word) || CODE_WORDS.has(word) || /^(?:date|time|day|datetime|timestamp)$/.test(word);

export function roleOf({ words, type, isKey, profile }: RoleFacts): ColumnRole {
  const last = words.at(-1) ?? "";
  if (isKey || ID_ENDINGS.has(last)) return "id";
  if (type === "date") return "date";
  if (type === "boolean") return "flag";
  if (type === "number") {
    if (isYesNo(words, profile)) return "flag";
    if (words.includes("year") && looksLikeYears(profile)) return "year";
    if (words.some((word) => MOMENT_WORDS.has(word)) && profile?.min !== undefined && looksLikeYears(profile))
      return "year";
    return CODE_WORDS.has(last) || isRunningNumber(words, profile) ? "id" : "measure";
  }
  if (words.some((word) => GEO_WORDS.has(word))) return "geo";
  if (NAME_WORDS.has(last)) return "name";
  if (words.some((word) => FREE_WORDS.has(word))) return "free";
  if (profile && profile.rows > 0 && profile.distinct <= Math.max(30, profile.rows * 0.2)) return "category";
  return profile ? "free" : "category";
}

/** "bridge_no" of which every row has its own: it numbers the rows and measures nothing. */
const isRunningNumber = (words: readonly string[], profile: ColumnProfile | undefined): boolean =>
  words.length > 1 &&
  /^(?:number|no|nr|num)$/.test(words.at(-1) ?? "") &&
  profile !== undefined &&
  profile.rows >= FEWEST_NUMBERED &&
  profile.distinct === profile.rows;

const FEWEST_NUMBERED = 5;

const ASKS = /^(?:is|has|was|can)$/;

/** "is_active" with ones and noughts: nothing to add up */
const isYesNo = (words: readonly string[], profile: ColumnProfile | undefined): boolean =>
  (ASKS.test(words[0] ?? "") || /^(?:flag|yn)$/.test(words.at(-1) ?? "")) &&
  profile !== undefined &&
  Number(profile.min) >= 0 &&
  Number(profile.max) <= 1 &&
  profile.distinct <= 2;

function looksLikeYears(profile: ColumnProfile | undefined): boolean {
  if (profile?.min === undefined || profile.max === undefined) return true;
  return Number(profile.min) >= 1500 && Number(profile.max) <= 2200;
}
