import type { BenchRow } from "./bench-row.ts";
import { type BuiltServer, demoReady, percentile, startBuilt, withFolder } from "./built-server.ts";

const ROUNDS = 20;
/** The server remembers how it read a question, letter for letter; a space more makes it read it again. */
const asNew = (question: string, round: number): string => question + " ".repeat(round + 1);

const ASKERS = 100;
const EVENTS = { accept: "text/event-stream" };

/** Questions of the demo over HTTP until the last byte of `done`, one after the other and by many people at once. */
export async function run(): Promise<readonly BenchRow[]> {
  return withFolder(async (dataDir) => {
    const server = await startBuilt({ dataDir, hasDemo: true });
    try {
      await demoReady(server);
      const questions = await suggestions(server);
      for (const question of questions) await ask(server, question);
      return [...(await oneByOne(server, questions)), ...(await allAtOnce(server, questions))];
    } finally {
      await server.stop();
    }
  });
}

async function suggestions(server: BuiltServer): Promise<readonly string[]> {
  const response = await fetch(`${server.url}/api/v1/sources/sales/suggestions`);
  const body: { readonly items: readonly string[] } = await response.json();
  return body.items;
}

async function ask(server: BuiltServer, question: string, cookie = server.cookie): Promise<number> {
  const started = performance.now();
  const text = await server.post("/ask", { sourceId: "sales", question }, { ...EVENTS, cookie });
  if (!text.includes("event: done")) throw new Error(`No answer to "${question}": ${text.slice(-300)}`);
  return performance.now() - started;
}

/** A visitor without results in the cache. */
async function newVisitor(server: BuiltServer): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/workspaces`);
  await response.text();
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function oneByOne(server: BuiltServer, questions: readonly string[]): Promise<BenchRow[]> {
  const figures: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const cookie = await newVisitor(server);
    for (const question of questions) figures.push(await ask(server, asNew(question, round), cookie));
  }
  const notes = `${figures.length} questions of the Sales demo, each read anew and none answered from the result cache`;
  return [
    row("ask on the demo over HTTP to done, p50", percentile(figures, 0.5), 40, notes),
    row("ask on the demo over HTTP to done, p99", percentile(figures, 0.99), 150, notes),
  ];
}

async function allAtOnce(server: BuiltServer, questions: readonly string[]): Promise<BenchRow[]> {
  const suggested = await together(server, (i) => questions[i % questions.length] ?? "");
  const own = await together(server, (i) => asNew(questions[i % questions.length] ?? "", ROUNDS + i));
  const notes = "each with an empty result cache";
  return [
    row(`${ASKERS} people ask what the page suggests at once, p95`, suggested.p95, 1_000, notes),
    row(`${ASKERS} people ask questions of their own at once, p95`, own.p95, 1_000, `${notes}; each read anew`),
    { ...row("errors among these", suggested.failures + own.failures, 0, ""), unit: "count" },
  ];
}

/** Everybody asks at the same moment, each as a new visitor. */
async function together(server: BuiltServer, questionOf: (asker: number) => string) {
  const visitors = await Promise.all(Array.from({ length: ASKERS }, () => newVisitor(server)));
  const asked = visitors.map((cookie, i) => ask(server, questionOf(i), cookie));
  const settled = await Promise.allSettled(asked);
  const figures = settled.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  return { p95: percentile(figures, 0.95), failures: settled.length - figures.length };
}

const row = (name: string, ours: number, limit: number, notes: string): BenchRow => ({
  name,
  unit: "ms",
  ours,
  bare: null,
  bar: { kind: "limit", limit },
  notes,
});
