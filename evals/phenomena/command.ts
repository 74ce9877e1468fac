import { askEngine, type EngineResult } from "@parlance/engine";
import { holdsExpected } from "./compare.ts";
import { PACK_DAY } from "./demo-database.ts";
import { type PackDatabase, type PackDatabases, withPackDatabases } from "./pack-databases.ts";
import { type Pack, type PackQuestion, readPacks } from "./read-packs.ts";

/** right: answered (or confirmed) rightly. wrong: answered as if sure, and wrong. unsure: asked back or handed over. */
export type Outcome = "right" | "wrong" | "confirmed wrong" | "unsure";

export interface Judged {
  readonly pack: string;
  readonly isHeld: boolean;
  readonly question: string;
  readonly outcome: Outcome;
  /** The first reading was right, whatever the verdict. */
  readonly isTopRight: boolean;
  readonly verdict: string;
  readonly sql: string | undefined;
}

const NOON = Date.parse(`${PACK_DAY}T12:00:00Z`);

type Shown = NonNullable<Parameters<typeof askEngine>[0]["previous"]>;

function ask(question: string, database: PackDatabase, shown: readonly Shown[]): EngineResult {
  const previous = shown.at(-1);
  return askEngine({
    question,
    source: database.source,
    now: NOON,
    timeZone: "UTC",
    dialect: "duckdb",
    ...(previous ? { previous, earlier: shown.slice(0, -1) } : {}),
  });
}

/** Order counts when the statement itself is ordered, not when a window or subquery inside it is. */
function isOrderedAnswer(sql: string): boolean {
  const outer = sql.replace(/\([^()]*\)/g, "");
  return outer === sql ? /\border by\b/i.test(sql) : isOrderedAnswer(outer);
}

async function isRight(item: PackQuestion, result: EngineResult, database: PackDatabase): Promise<boolean> {
  const top = result.readings[0];
  if (item.expected.kind !== "rows" || top === undefined) return false;
  const wanted: { readonly sql: string; readonly rows: Awaited<ReturnType<PackDatabase["run"]>> }[] = [];
  for (const sql of item.expected.answers) wanted.push({ sql, rows: await database.run(sql) });
  try {
    const given = await database.run(top.sql);
    return wanted.some(({ sql, rows }) => holdsExpected(rows, given, isOrderedAnswer(sql) && rows.length > 1));
  } catch (error) {
    console.error(`  does not run: ${top.sql}\n  ${String(error).split("\n")[0]}`);
    return false;
  }
}

function judge(item: PackQuestion, verdict: EngineResult["verdict"], isTopRight: boolean): Outcome {
  if (item.expected.kind === "ask") return verdict === "answer" ? "wrong" : "right";
  if (item.expected.kind === "none")
    return verdict === "answer" ? "wrong" : verdict === "confirm" ? "confirmed wrong" : "right";
  if (verdict === "ask" || verdict === "handover") return "unsure";
  if (isTopRight) return "right";
  return verdict === "answer" ? "wrong" : "confirmed wrong";
}

async function judgePack(pack: Pack, databases: PackDatabases): Promise<Judged[]> {
  const judged: Judged[] = [];
  let shown: Shown[] = [];
  for (const item of pack.questions) {
    const database = await databases.open(item.source);
    if (database === undefined) continue;
    if (!item.isFollowUp) shown = [];
    const result = ask(item.question, database, shown);
    const top = result.readings[0];
    const isTopRight = await isRight(item, result, database);
    // What was shown, or picked among what was offered, is what the next question follows.
    if (top && (isTopRight || result.verdict === "answer" || result.verdict === "confirm"))
      shown.push({ question: item.question, query: top.query });
    judged.push({
      pack: pack.name,
      isHeld: pack.isHeld,
      question: item.question,
      outcome: judge(item, result.verdict, isTopRight),
      isTopRight,
      verdict: result.verdict,
      sql: top?.sql,
    });
  }
  return judged;
}

/** Scores the packs, the open half and the held one; all of them when no name is given. */
export const judgePacks = (names: readonly string[]): Promise<Judged[]> =>
  withPackDatabases(async (databases) => {
    const judged: Judged[] = [];
    const packs = [...readPacks(names, false), ...readPacks(names, true)];
    if (packs.length === 0) throw new RangeError(`No such pack: ${names.join(", ")}.`);
    for (const pack of packs) judged.push(...(await judgePack(pack, databases)));
    return judged;
  });

const share = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(whole, 1)).toFixed(0)} %`.padStart(5);

function printSummary(judged: readonly Judged[]): void {
  const packs = [...new Set(judged.map(({ pack }) => pack)), "all"];
  console.log(`${"pack".padEnd(22)}    n  right  wrong  confirmed wrong  unsure  first reading right`);
  for (const pack of packs) {
    const rows = judged.filter((row) => pack === "all" || row.pack === pack);
    const count = (outcome: Outcome): string =>
      share(rows.filter((row) => row.outcome === outcome).length, rows.length);
    console.log(
      `${pack.padEnd(22)} ${String(rows.length).padStart(4)}  ${count("right")}  ${count("wrong")}  ${count("confirmed wrong").padStart(15)}  ${count("unsure").padStart(6)}  ${share(rows.filter((row) => row.isTopRight).length, rows.length)}`,
    );
  }
}

/** `npm run eval -- phenomena [--misses] [pack ...]`: of the held half only rates are told. */
export async function runPhenomena(args: readonly string[]): Promise<void> {
  const judged = await judgePacks(args.filter((argument) => !argument.startsWith("--")));
  const open = judged.filter(({ isHeld }) => !isHeld);
  if (args.includes("--misses")) {
    for (const row of open.filter(({ outcome }) => outcome !== "right")) {
      console.log(
        `[${row.pack}] ${row.question}\n    ${row.outcome} (${row.verdict}${row.isTopRight ? ", reading right" : ""}): ${row.sql ?? "no reading"}`,
      );
    }
  }
  printSummary(open);
  console.log("\nheld, over other tables");
  printSummary(judged.filter(({ isHeld }) => isHeld));
}
