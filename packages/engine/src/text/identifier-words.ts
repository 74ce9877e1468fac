import { normalize } from "./normalize.ts";

/** Short forms that schemas use, spelled out. Both the short and the long form are kept as ways to name a column. */
const SHORT_FORMS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    num: ["number"],
    no: ["number"],
    nbr: ["number"],
    qty: ["quantity"],
    amt: ["amount"],
    avg: ["average"],
    dept: ["department"],
    addr: ["address"],
    desc: ["description"],
    dob: ["date", "of", "birth"],
    bdate: ["birth", "date"],
    pct: ["percent"],
    perc: ["percent"],
    prod: ["product"],
    cust: ["customer"],
    emp: ["employee"],
    mgr: ["manager"],
    acct: ["account"],
    yr: ["year"],
    lat: ["latitude"],
    lon: ["longitude"],
    lng: ["longitude"],
    long: ["longitude"],
    tel: ["telephone"],
    fname: ["first", "name"],
    lname: ["last", "name"],
    stu: ["student"],
    prof: ["professor"],
    max: ["maximum"],
    min: ["minimum"],
    temp: ["temperature"],
    hrs: ["hours"],
    hs: ["high", "school"],
    info: ["information"],
    org: ["organization"],
    ref: ["reference"],
    msg: ["message"],
    img: ["image"],
    txn: ["transaction"],
    trans: ["transaction"],
    inv: ["invoice"],
    mpg: ["miles", "per", "gallon"],
    gdp: ["gross", "domestic", "product"],
    loc: ["location"],
    attr: ["attribute"],
    cnt: ["count"],
    hp: ["horsepower"],
    mname: ["middle", "name"],
    rep: ["representative"],
    jan: ["january"],
    feb: ["february"],
    mar: ["march"],
    apr: ["april"],
    jun: ["june"],
    jul: ["july"],
    aug: ["august"],
    sep: ["september"],
    sept: ["september"],
    oct: ["october"],
    nov: ["november"],
    dec: ["december"],
    pts: ["points"],
    pos: ["position"],
    gf: ["goals", "for"],
    ga: ["goals", "against"],
    gd: ["goal", "difference"],
    pop: ["population"],
    yrs: ["years"],
    dist: ["distance"],
    freq: ["frequency"],
    sal: ["salary"],
    "1st": ["first"],
    "2nd": ["second"],
    "3rd": ["third"],
    "4th": ["fourth"],
    "5th": ["fifth"],
  }),
);

/** The words of a table or column name: "OrderID" and "order_id" both give order, id. */
export function identifierWords(name: string): string[] {
  const spaced = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .replace(/([a-zA-Z])(\d+)$/g, "$1 $2");
  return normalize(spaced.replace(/(^|[^A-Za-z])([FLM]) (?=Name)/g, "$1$2"))
    .split(" ")
    .filter(Boolean);
}

/** The same words with short forms spelled out; the input itself when nothing is short. */
export const spelledOut = (words: readonly string[]): string[] =>
  words.flatMap((word) => SHORT_FORMS.get(word) ?? [word]);
