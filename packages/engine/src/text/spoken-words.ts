import { spelledOut, writtenOut } from "./identifier-words.ts";

/** Short forms that people say as they are, or that may mean another thing than what they are most often short for. */
const SAID_SHORT = new Set(
  "max min temp info lat lon lng long hp mpg gdp gf ga gd hs pos mar sep jan feb apr jun jul aug sept oct nov dec rep inv loc ref term sub reg cls st dist trans prof org".split(
    " ",
  ),
);

/** "monthly fee" for mnth_fee: a length of time before what is paid for it. */
const PER_PERIOD: ReadonlyMap<string, string> = new Map([
  ["month", "monthly"],
  ["week", "weekly"],
  ["year", "yearly"],
]);
const PAID = new Set("fee cost charge payment premium price rent rate salary income budget spend dues".split(" "));

/** A name as a person says it, short forms written out: "plan code" for pln_cd, "order total" for orderTotal. */
export function spokenWords(name: string): string[] {
  const said = name
    .replace(/[_\s]+/g, " ")
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .trim()
    .split(" ");
  const long = said.map((word, i) => longForm(word, said.length === 1, i === said.length - 1));
  return long.flatMap((word, i) => {
    const period = word === said[i] ? undefined : PER_PERIOD.get(word);
    return period !== undefined && PAID.has(long[i + 1] ?? "") ? period : word.split(" ");
  });
}

function longForm(word: string, isAlone: boolean, isLast: boolean): string {
  if (SAID_SHORT.has(word) || (word === "no" && !isLast)) return word;
  return spelledOut([writtenOut(word, isAlone)]).join(" ");
}
