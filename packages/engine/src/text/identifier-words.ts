import { longWord } from "./long-words.ts";
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

/** Short forms that say nothing else, written out wherever a name is read: "dept_nm" is a department's name. */
const WRITTEN_OUT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    nm: "name",
    cd: "code",
    dt: "date",
    typ: "type",
    flg: "flag",
    stat: "status",
    sts: "status",
    lvl: "level",
    desc: "description",
    descr: "description",
    amt: "amount",
    nbr: "number",
    actv: "active",
    bal: "balance",
    tot: "total",
    pmt: "payment",
    appt: "appointment",
    chrg: "charge",
    ctry: "country",
    grp: "group",
    mfr: "manufacturer",
    svc: "service",
    dur: "duration",
    eff: "effective",
    mthd: "method",
    qtr: "quarter",
    chnl: "channel",
    sched: "scheduled",
    src: "source",
    mbr: "member",
    mbrs: "members",
    cncl: "cancellation",
    canc: "cancellation",
    pymt: "payment",
    prd: "product",
    pkg: "package",
    mkt: "market",
    mktg: "marketing",
    mgmt: "management",
    govt: "government",
    agt: "agent",
    agcy: "agency",
    cmpgn: "campaign",
    sbj: "subject",
    rcpt: "receipt",
    trx: "transaction",
    pwd: "password",
    whse: "warehouse",
    natl: "national",
    intl: "international",
    dlvd: "delivered",
    ttl: "total",
    wkly: "weekly",
    mthly: "monthly",
    yrly: "yearly",
  }),
);

/** Those that mean something else when they stand alone: a table "cat" holds cats. */
const WRITTEN_OUT_BESIDE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cat: "category",
    catg: "category",
    mo: "month",
    mth: "month",
    wk: "week",
    st: "state",
    ts: "time",
    tm: "time",
    ind: "flag",
    curr: "currency",
    sub: "subscription",
    cr: "credit",
    ann: "annual",
    prem: "premium",
    rsv: "reserve",
    rt: "rate",
    wt: "weight",
    ht: "height",
    txt: "text",
    subj: "subject",
    rgn: "region",
    term: "termination",
    reg: "registration",
    lang: "language",
    cls: "closed",
  }),
);

/** The word that a short form of a name stands for, or the word itself; `isAlone` where the name is this word only. */
export const writtenOut = (word: string, isAlone: boolean): string =>
  WRITTEN_OUT.get(word) ??
  (isAlone ? undefined : WRITTEN_OUT_BESIDE.get(word)) ??
  (SHORT_FORMS.has(word) ? undefined : longWord(word)) ??
  word;

/** What lasts minutes, and is no minimum: duration_min. */
const LASTING = /^(?:dur|duration|time|tm|length|runtime|delay|wait|stay|lasting|playtime)$/;

/** The words of a table or column name: "OrderID" and "order_id" both give order, id. */
export function identifierWords(name: string): string[] {
  const words = plainWords(name);
  const [first = "", second = ""] = words;
  const isPerson = words.length === 2 && /^(?:name|nm)$/.test(second);
  if (isPerson && first === "f") return ["first", "name"];
  if (isPerson && first === "l") return ["last", "name"];
  if (/^mins?$/.test(words.at(-1) ?? "") && LASTING.test(words.at(-2) ?? ""))
    return [...words.slice(0, -1).map((word) => writtenOut(word, false)), "minutes"];
  return words.map((word) => writtenOut(word, words.length === 1));
}

/** The words of a name as they stand, short forms included. */
export function plainWords(name: string): string[] {
  const spaced = name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    // "q3" and "h1" are said as one word.
    .replace(/([a-zA-Z]{2})(\d+)$/g, "$1 $2");
  return normalize(spaced.replace(/(^|[^A-Za-z])([FLM]) (?=Name)/g, "$1$2"))
    .split(" ")
    .filter(Boolean);
}

/** The same words with short forms spelled out; the input itself when nothing is short. */
export const spelledOut = (words: readonly string[]): string[] =>
  words.flatMap((word) => SHORT_FORMS.get(word) ?? [word]);
