const SHORTEST_ROOT = 4;
/** How a noun of doing ends, and how what it was done to is called. */
const NOUN_END =
  /^[a-z]{0,2}(?:ion|ment|al|ance|ence|ure|ery|ing|age|y|e|er|r)?$|^[a-z]?(?:ssion|tion|ation|ition|sion)$/;
const DONE_END = /^[a-z]{0,3}(?:ed|en|ied|d|t|ful|ive|s)?$/;

/** Nouns that share no root with what is done. */
const OTHERWISE: ReadonlyMap<string, readonly string[]> = new Map(
  (
    "loss:lost win:won sale:sold retention:retained payment:paid nonpayment:unpaid absence:absent failure:failed churn:churned,cancelled,canceled,lost,closed " +
    "attrition:left,terminated,resigned,attrited mortality:died,dead,deceased death:died,dead,deceased survival:survived,alive turnover:terminated,left " +
    "repeat:repeated vacancy:vacant bounce:bounced conversion:converted,won dropout:dropped success:successful,succeeded pass:passed fail:failed"
  )
    .split(" ")
    .map((line): [string, string[]] => {
      const [noun = "", done = ""] = line.split(":");
      return [noun, done.split(",")];
    }),
);

/** Whether a noun tells of doing what the other word says was done: "admission" and "admitted", "approval" and "approved". */
export function isSameDeed(noun: string, done: string): boolean {
  if (noun === done || OTHERWISE.get(noun)?.includes(done) === true) return true;
  let root = 0;
  while (root < noun.length && root < done.length && noun[root] === done[root]) root += 1;
  return root >= SHORTEST_ROOT && NOUN_END.test(noun.slice(root)) && DONE_END.test(done.slice(root));
}

/** As `isSameDeed`, also where the other word is itself a noun of doing: "churn" and "cancellation". */
export const namesDeed = (noun: string, word: string): boolean =>
  isSameDeed(noun, word) || (OTHERWISE.get(noun) ?? []).some((done) => isSameDeed(word, done));
