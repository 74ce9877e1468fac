import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { askEngine, prepareSource } from "@parlance/engine";
import { percent, share } from "../report/figures.ts";
import { goldNeeds } from "../retrieval/gold-needs.ts";
import { CLOCK } from "../spider/ask-spider.ts";
import { readSpiderFolder, type SpiderQuestion } from "../spider/dataset.ts";
import { readSource, type SourceFacts } from "../spider/read-source.ts";
import { chooseDatabases } from "../spider/split.ts";
import { isPlainColumn, withoutColumn, withoutTable } from "./take-away.ts";

const OPTIONS = { databases: { type: "string" }, every: { type: "string" }, split: { type: "string" } } as const;

const USAGE = `npm run eval -- unanswerable <spider-train folder> [--databases dev|lockbox|name,name] [--every N] [--split file]`;

/** How a question is made one that nobody can answer; undefined where it cannot be. */
type Spoil = (question: SpiderQuestion, place: number) => SourceFacts | undefined;

/** Questions whose answer has been taken away, and what the engine says to them. */
export async function runUnanswerable(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const [dir] = positionals;
  if (dir === undefined) throw new Error(USAGE);
  const folder = readSpiderFolder(resolve(dir), values.split);
  const isChosen = chooseDatabases(values.databases ?? "dev");
  const every = Number(values.every ?? 10);
  const questions = folder.questions.filter(({ database }) => isChosen(database)).filter((_, i) => i % every === 0);
  const names = [...new Set(questions.map(({ database }) => database))];
  const known = new Map<string, SourceFacts | undefined>();
  const factsOf = (database: string): SourceFacts | undefined => {
    const schema = folder.schemas.get(database);
    if (!known.has(database)) known.set(database, schema && readSource(folder.databasePath(database), schema));
    return known.get(database);
  };
  const SPOILS: readonly (readonly [string, Spoil])[] = [
    ["asked of another database", ({ database }, i) => factsOf(anotherOf(names, database, i))],
    ["a table it needs taken away", ({ database, gold }) => withoutNeededTable(factsOf(database), gold)],
    ["a column it needs taken away", ({ database, gold }) => withoutNeededColumn(factsOf(database), gold)],
  ];
  for (const [name, spoil] of SPOILS) console.log(`${name}: ${verdictsOf(questions, spoil)}`);
}

function anotherOf(names: readonly string[], own: string, place: number): string {
  const others = names.filter((name) => name !== own);
  return others[(place * 7) % Math.max(1, others.length)] ?? own;
}

function withoutNeededTable(facts: SourceFacts | undefined, gold = ""): SourceFacts | undefined {
  const needed = facts && goldNeeds(gold, facts.catalog)?.tables;
  const [first] = needed ?? [];
  return facts && first !== undefined && facts.catalog.tables.length > 1 ? withoutTable(facts, first) : undefined;
}

function withoutNeededColumn(facts: SourceFacts | undefined, gold = ""): SourceFacts | undefined {
  const needed = facts && goldNeeds(gold, facts.catalog)?.columns;
  const taken = facts && needed?.find(({ table, column }) => isPlainColumn(facts, table, column));
  return facts && taken ? withoutColumn(facts, taken.table, taken.column) : undefined;
}

function verdictsOf(questions: readonly SpiderQuestion[], spoil: Spoil): string {
  const verdicts = questions.flatMap((question, i) => {
    const facts = spoil(question, i);
    if (!facts) return [];
    const source = prepareSource(facts.catalog, facts.values);
    return [askEngine({ question: question.text, source, ...CLOCK, dialect: "sqlite" }).verdict];
  });
  const part = (...wanted: readonly string[]): string =>
    percent(share(verdicts.filter((verdict) => wanted.includes(verdict)).length, verdicts.length));
  return `${verdicts.length} questions; answered outright ${part("answer")}, with a doubt ${part("confirm")}, asked back ${part("ask")}, handed over ${part("handover")}`;
}
