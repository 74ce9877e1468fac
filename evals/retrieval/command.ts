import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { retrieverOf } from "@parlance/ask/retrieval";
import { type PreparedSource, prepareSource } from "@parlance/engine";
import { percent, quantile, share } from "../report/figures.ts";
import { checkPrompt, type PromptFacts } from "./prompt-check.ts";
import { type RetrievalQuestion, type RetrievalSet, readRetrievalSet } from "./questions.ts";
import { repeatCatalog } from "./repeat-catalog.ts";
import { type Variant, variantsOf } from "./variants.ts";

const USAGE = `npm run eval -- retrieval <spider-train folder> [--every N] [--large N] [--all-variants]
  --every         every N-th question (1)
  --large         also tables of a source made of the same ones under other names, with its prompts and times (5000)
  --all-variants  also with each part of the search left out or added`;

const TOP = 10;

/** Whether a question's tables and columns are found among those of 146 databases put into one source. */
export async function runRetrieval(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { every: { type: "string" }, large: { type: "string" }, "all-variants": { type: "boolean" } },
    allowPositionals: true,
  });
  const [dir] = positionals;
  if (dir === undefined) throw new Error(USAGE);
  const set = thin(readRetrievalSet(resolve(dir)), Number(values.every ?? 1));
  const { catalog } = set.merged;
  const columns = catalog.tables.reduce((sum, table) => sum + table.columns.length, 0);
  console.log(`${catalog.tables.length} tables, ${columns} columns; ${set.unread} statements not read`);
  const source = prepareSource(catalog, set.merged.values);
  await reportTables(await searchAsItIs(source), set);
  if (values["all-variants"]) for (const variant of await variantsOf(source)) await reportTables(variant, set);
  await reportPrompts(set, source);
  if (values.large !== undefined) await reportLarge(set, Number(values.large));
}

const thin = (set: RetrievalSet, every: number): RetrievalSet => ({
  ...set,
  questions: new Map([...set.questions].map(([file, list]) => [file, list.filter((_, i) => i % every === 0)])),
});

/** The retriever itself, without documents in a database. */
async function searchAsItIs(source: PreparedSource): Promise<Variant> {
  const retriever = retrieverOf({ source, notes: [], documents: null });
  const at = new Map(source.catalog.tables.map((table, i) => [table.name, i]));
  return {
    name: "the retriever: words, values, keys; mentions",
    rank: async (question) => (await retriever.retrieve(question)).tables.flatMap(({ table }) => at.get(table) ?? []),
  };
}

/** Tables of the right answer among the first ten. */
async function reportTables(variant: Variant, set: RetrievalSet): Promise<void> {
  console.log(`\n${variant.name}`);
  for (const [file, questions] of set.questions) {
    const found = new Map<RetrievalQuestion, boolean>();
    const times: number[] = [];
    for (const question of questions) {
      const start = performance.now();
      const top = new Set((await variant.rank(question.text)).slice(0, TOP));
      times.push(performance.now() - start);
      found.set(
        question,
        [...question.tables].every((table) => top.has(table)),
      );
    }
    const rate = (isChosen: (question: RetrievalQuestion) => boolean): string => {
      const chosen = questions.filter(isChosen);
      return `${percent(share(chosen.filter((question) => found.get(question)).length, chosen.length))} of ${chosen.length}`;
    };
    const sizes = [1, 2, 3, 4].map((size) => `${size}${size === 4 ? "+" : ""}: ${rate(isOfSize(size))}`);
    console.log(
      `  ${file}: ${rate(() => true)}; tuned half ${rate(isIn("tuned"))}, other half ${rate(isIn("held out"))}`,
    );
    console.log(`    by tables needed  ${sizes.join("; ")}`);
    console.log(`    p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`);
  }
}

const isOfSize =
  (size: number) =>
  ({ tables }: RetrievalQuestion): boolean =>
    size === 4 ? tables.size >= 4 : tables.size === size;

const isIn =
  (half: RetrievalQuestion["half"]) =>
  (question: RetrievalQuestion): boolean =>
    question.half === half;

/** Columns of the right answer in the prompt that a model would get. */
async function reportPrompts(set: RetrievalSet, source: PreparedSource): Promise<void> {
  const retriever = retrieverOf({ source, notes: [], documents: null });
  console.log("\nprompts");
  for (const [file, questions] of set.questions) {
    const facts: PromptFacts[] = [];
    for (const question of questions) {
      facts.push(checkPrompt(question, source.catalog, await retriever.retrieve(question.text)));
    }
    const has = (half: RetrievalQuestion["half"] | null): string => {
      const chosen = facts.filter((_, i) => half === null || questions[i]?.half === half);
      return percent(share(chosen.filter((fact) => fact.hasColumns).length, chosen.length));
    };
    console.log(
      `  ${file}: all columns in the prompt ${has(null)}; tuned half ${has("tuned")}, other half ${has("held out")}`,
    );
    console.log(`    ${sizesLine(facts)}`);
  }
}

const sizesLine = (facts: readonly PromptFacts[]): string => {
  const of = (value: (fact: PromptFacts) => number, q: number): string => quantile(facts.map(value), q).toFixed(0);
  return [
    `whole prompt p50 ${of((fact) => fact.tokens, 0.5)}, largest ${of((fact) => fact.tokens, 1)} tokens`,
    `schema part p50 ${of((fact) => fact.schemaTokens, 0.5)}`,
    `tables told p50 ${of((fact) => fact.tables, 0.5)}`,
  ].join("; ");
};

/** Prompts and times for a source too large for anybody. */
async function reportLarge(set: RetrievalSet, tables: number): Promise<void> {
  const catalog = repeatCatalog(set.merged.catalog, tables);
  const source = prepareSource(catalog, set.merged.values);
  const start = performance.now();
  const retriever = retrieverOf({ source, notes: [], documents: null });
  await retriever.retrieve("how many");
  console.log(`\n${tables} tables: made ready in ${(performance.now() - start).toFixed(0)} ms`);
  const [questions = []] = set.questions.values();
  const times: number[] = [];
  const facts: PromptFacts[] = [];
  for (const question of questions.filter((_, i) => i % LARGE_EVERY === 0)) {
    const asked = performance.now();
    const retrieved = await retriever.retrieve(question.text);
    times.push(performance.now() - asked);
    facts.push(checkPrompt(question, catalog, retrieved));
  }
  console.log(`  ${sizesLine(facts)}`);
  console.log(`  p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`);
}

const LARGE_EVERY = 20;
