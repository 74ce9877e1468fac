import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DIALECTS, type Dialect } from "@parlance/core";

const SHARED = new URL("../../../shared/attacks/", import.meta.url);
const CLI = fileURLToPath(new URL("../../apps/cli/src/main.ts", import.meta.url));

export const HAS_CORPUS = existsSync(SHARED);

/** Every table of the corpus's fixtures, the canary, the hostile views and the view that writes left out. */
const TABLES = "customers,orders,products,events,update,employees,v_orders,a,b";

interface CorpusLine {
  readonly id: string;
  readonly dialect: Dialect;
  readonly sql: string;
  readonly expect: string;
}

/** What became of the lines of one dialect; the lists hold ids. */
export interface CorpusResult {
  readonly dialect: Dialect;
  readonly attacks: number;
  readonly refused: number;
  /** Allowed, because only time and memory are at stake: the limits of a run end them. */
  readonly leftToLimits: readonly string[];
  readonly through: readonly string[];
  readonly reads: number;
  readonly readsRefused: readonly string[];
  /** Harmless lines that a product may offer or not. */
  readonly offered: number;
  readonly notOffered: readonly string[];
}

/** Feeds the whole corpus through `parlance guard`, one process a dialect. */
export async function judgeCorpus(): Promise<readonly CorpusResult[]> {
  const [attacks, reads] = [readLines("sql-attacks.jsonl"), readLines("sql-legit.jsonl")];
  const results: CorpusResult[] = [];
  for (const dialect of DIALECTS) {
    const isOfDialect = (line: CorpusLine): boolean => line.dialect === dialect;
    results.push(await judgeDialect(dialect, attacks.filter(isOfDialect), reads.filter(isOfDialect)));
  }
  return results;
}

async function judgeDialect(
  dialect: Dialect,
  attacks: readonly CorpusLine[],
  reads: readonly CorpusLine[],
): Promise<CorpusResult> {
  const allowed = await allowedIds(dialect, [...attacks, ...reads]);
  const pick = (lines: readonly CorpusLine[], isWanted: (line: CorpusLine) => boolean): readonly string[] =>
    lines.filter(isWanted).map((line) => line.id);
  const isAllowed = ({ id }: CorpusLine): boolean => allowed.has(id);
  const policy = reads.filter((line) => line.expect === "policy");
  const must = reads.filter((line) => line.expect === "allow");
  return {
    dialect,
    attacks: attacks.length,
    refused: attacks.filter((line) => !isAllowed(line)).length,
    leftToLimits: pick(attacks, (line) => line.expect !== "refuse" && isAllowed(line)),
    through: pick(attacks, (line) => line.expect === "refuse" && isAllowed(line)),
    reads: must.length,
    readsRefused: pick(must, (line) => !isAllowed(line)),
    offered: policy.filter(isAllowed).length,
    notOffered: pick(policy, (line) => !isAllowed(line)),
  };
}

/** Lines are JSON of the shape above; the corpus's own README gives it. */
const readLines = (file: string): readonly CorpusLine[] =>
  readFileSync(new URL(file, SHARED), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): CorpusLine => JSON.parse(line));

async function allowedIds(dialect: Dialect, lines: readonly CorpusLine[]): Promise<ReadonlySet<string>> {
  const input = lines.map(({ id, sql }) => `${JSON.stringify({ id, sql })}\n`).join("");
  const output = await runGuard(dialect, input);
  const answers = output.trim().split("\n");
  if (answers.length !== lines.length)
    throw new Error(`${dialect}: ${answers.length} answers to ${lines.length} lines`);
  const allowed = new Set<string>();
  for (const [i, answer] of answers.entries()) {
    const { id, verdict }: { id: string; verdict: string } = JSON.parse(answer);
    if (id !== lines[i]?.id) throw new Error(`${dialect}: the answer to ${lines[i]?.id} is about ${id}`);
    if (verdict === "allow") allowed.add(id);
  }
  return allowed;
}

function runGuard(dialect: Dialect, input: string): Promise<string> {
  const args = ["--import", "tsx", CLI, "guard", "--dialect", dialect, "--tables", TABLES];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve(output) : reject(new Error(`${dialect}: exit code ${code}`))));
  });
}
