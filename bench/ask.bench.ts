import type { BenchRow } from "./bench-row.ts";
import { type BuiltServer, demoReady, percentile, startBuilt, withFolder } from "./built-server.ts";

const ROUNDS = 20;
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
    for (const question of questions) figures.push(await ask(server, question, cookie));
  }
  const notes = `${figures.length} questions of the Sales demo, none answered from the result cache`;
  return [
    row("ask on the demo over HTTP to done, p50", percentile(figures, 0.5), 40, notes),
    row("ask on the demo over HTTP to done, p99", percentile(figures, 0.99), 150, notes),
  ];
}

async function allAtOnce(server: BuiltServer, questions: readonly string[]): Promise<BenchRow[]> {
  const visitors = await Promise.all(Array.from({ length: ASKERS }, () => newVisitor(server)));
  const asked = visitors.map((cookie, i) => ask(server, questions[i % questions.length] ?? "", cookie));
  const settled = await Promise.allSettled(asked);
  const figures = settled.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  const failures = settled.length - figures.length;
  return [
    row(`${ASKERS} people ask at once, p95`, percentile(figures, 0.95), 1_000, "each with an empty result cache"),
    { ...row(`${ASKERS} people ask at once, errors`, failures, 0, ""), unit: "count" },
  ];
}

const row = (name: string, ours: number, limit: number, notes: string): BenchRow => ({
  name,
  unit: "ms",
  ours,
  bare: null,
  bar: { kind: "limit", limit },
  notes,
});
