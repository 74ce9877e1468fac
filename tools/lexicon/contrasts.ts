import { GRADABLES } from "../../packages/engine/src/lexicon/gradable-adjectives.ts";
import { stem } from "../../packages/engine/src/text/stem.ts";
import type { WordNet } from "./read-wordnet.ts";

/**
 * Words that stand in the same places because they are told apart there: one is never said for another. Each line is
 * such a set; a stroke parts those that may be said for each other.
 */
const SETS = `
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
spring summer autumn/fall winter
north south east west northern southern eastern western northeast northwest southeast southwest
second minute hour day week month quarter year decade century daily weekly monthly quarterly yearly/annual
one two three four five six seven eight nine ten eleven twelve hundred thousand million billion
first second third fourth fifth sixth seventh eighth ninth tenth last next previous
father mother brother sister son daughter husband wife uncle aunt nephew niece cousin grandfather grandmother parent child
man woman boy girl male female masculine feminine
red orange yellow green blue purple pink brown black white grey gray silver gold
head arm leg hand foot eye ear nose mouth chest
morning noon afternoon evening night
arrive depart arrival departure start finish begin end open close
buy sell buyer seller import export lend borrow lender borrower income expense
win lose draw victory defeat winner loser
home away guest visitor host
left right top bottom upper lower front back high low maximum minimum
teacher student pupil/student
doctor patient nurse
employer employee
landlord tenant
author reader
driver passenger
owner tenant
supplier customer vendor/supplier
birth death born die
length width height depth weight
latitude longitude altitude
city country state county province continent
breakfast lunch dinner
bachelor master doctorate
gold silver bronze
goal assist
credit debit
question answer
problem solution
mile kilometer meter foot inch yard
gram kilogram pound ounce ton
basketball baseball football soccer hockey tennis golf rugby cricket volleyball
dog cat horse cow pig sheep
car truck bus motorcycle bicycle train
single married divorced widowed
noun verb adjective
revenue/sale/turnover/income profit/gain/earning cost/expense/expenditure/spending/outlay loss tax discount budget debt asset dividend margin salary price refund surplus deficit shortfall
tuition/fee enrollment/enrolment
supply demand
email phone/telephone/cellphone fax address website
gender/sex race/ethnicity nationality/citizenship religion age
temperature humidity rainfall/precipitation snow/snowfall pressure wind sunshine
protein fat carbohydrate sugar sodium fiber calorie
math/mathematics science history biology physics chemistry geography art music
movie/film book/novel song album
singer actor/actress director producer writer/author
guitar piano drum violin bass
president governor mayor senator minister
quantity price
like share comment view
english french german spanish italian chinese japanese
`;

const key = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Pairs of stems that mean opposites, or the same thing of different things. */
export function readContrasts(wordnet: WordNet): (a: string, b: string) => boolean {
  const pairs = new Set<string>();
  const add = (a: string, b: string): void => {
    if (stem(a) !== stem(b)) pairs.add(key(stem(a), stem(b)));
  };
  for (const synset of wordnet.synsets.values())
    for (const { symbol, synset: other, from, to } of synset.pointers)
      if (symbol === "!") add(synset.words[from - 1] ?? "", wordnet.synsets.get(other)?.words[to - 1] ?? "");
  for (const line of SETS.trim().split("\n")) {
    const parts = line.split(" ").map((part) => part.split("/"));
    for (const part of parts) for (const other of parts) if (part !== other) addAll(part, other, add);
  }
  for (const up of GRADABLES)
    for (const down of GRADABLES)
      if (up.direction === "up" && down.direction === "down") addAll(up.forms, down.forms, add);
  return (a, b) => pairs.has(key(a, b));
}

function addAll(some: readonly string[], others: readonly string[], add: (a: string, b: string) => void): void {
  for (const a of some) for (const b of others) add(a, b);
}
