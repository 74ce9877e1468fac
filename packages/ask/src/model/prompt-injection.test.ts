import type { Catalog } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { HOSTILE_STATEMENTS, INJECTIONS } from "../fixtures/injections.ts";
import { drafts, type ScriptedReply, says, scriptedModel } from "../fixtures/scripted-model.ts";
import { openShop, recorder, type Shop } from "../fixtures/shop.ts";
import type { AskNeeds, AskRequest } from "../index.ts";
import { ask } from "../pipeline.ts";
import { type DraftFacts, draftPrompt } from "../prompts/draft-prompt.ts";
import { repairPrompt } from "../prompts/repair-prompt.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const UNSURE = "frobnicated orders per status";

/** The shop, with every statement that reaches its database written down. */
function watched(): { readonly needs: AskNeeds; readonly ran: string[] } {
  const { connection } = shop.needs;
  const ran: string[] = [];
  return {
    ran,
    needs: {
      ...shop.needs,
      connection: {
        check: (sql, policy, signal) => connection.check(sql, policy, signal),
        stream: (statement, signal) => {
          ran.push(statement.sql);
          return connection.stream(statement, signal);
        },
        run: (statement, signal) => {
          ran.push(statement.sql);
          return connection.run(statement, signal);
        },
        introspect: (signal) => connection.introspect(signal),
        values: (signal) => connection.values(signal),
        close: () => connection.close(),
      },
    },
  };
}

async function askWatched(replies: readonly ScriptedReply[], request: Partial<AskRequest> = {}) {
  const { needs, ran } = watched();
  const model = scriptedModel(...replies);
  const assistance = { model, disclosure: "full" as const, askModel: "always" as const };
  const answer = await ask({ question: UNSURE, mode: "run", ...request }, { ...needs, assistance }, recorder().emit);
  return { answer, ran, model };
}

describe("whatever a model writes, only what the caller may run is run", () => {
  test.each(HOSTILE_STATEMENTS)("a statement that %s", async (_name, sql) => {
    const { answer, ran } = await askWatched([drafts(sql)]);
    expect(ran).not.toContain(sql);
    for (const statement of ran) {
      const verdict = await shop.needs.connection.check(statement, { tables: [], allTables: true });
      expect(verdict.isAllowed, statement).toBe(true);
    }
    expect(answer.sql).not.toBe(sql);
    expect(answer.receipt?.draftedBy ?? "engine").toBe("engine");
  });

  test.each(HOSTILE_STATEMENTS)("a mended draft that %s", async (_name, sql) => {
    const { ran } = await askWatched([
      drafts("SELECT nothing FROM orders"),
      drafts(sql),
      drafts(`/* ${UNSURE} */ ${sql}`),
    ]);
    expect(ran.join("\n")).not.toContain(sql);
  });
});

describe("what a model says is text", () => {
  it("of limited length, without what is not seen", async () => {
    const { answer } = await askWatched([says("cannot", `<b>No</b>\u0000\u202e ${"long ".repeat(10_000)}`)]);
    expect(answer.sentence.length).toBeLessThanOrEqual(600);
    expect(answer.sentence).toMatch(/^<b>No<\/b> long/);
  });

  it("in every field", async () => {
    const long = "x".repeat(100_000);
    const reply = drafts("SELECT count(*) AS n FROM orders", { reading: long, assumptions: Array(50).fill(long) });
    const { answer } = await askWatched([reply]);
    expect(JSON.stringify(answer).length).toBeLessThan(20_000);
  });

  it("and choices are few and short", async () => {
    const { answer } = await askWatched([says("clarify", "Which?", Array(100).fill("y".repeat(5_000)))]);
    expect(answer.suggestions).toHaveLength(3);
    expect(answer.suggestions.every((choice) => choice.length <= 200)).toBe(true);
  });
});

const column = (name: string, comment: string, value: string) => ({
  name,
  type: { kind: "text", native: "VARCHAR" } as const,
  nullable: true,
  comment,
  profile: { rows: 1, nulls: 0, distinct: 1, distinctIsExact: true, topValues: [{ value, count: 1 }] },
});

/** Facts in which one text stands wherever other people can write. */
function factsWith(text: string): DraftFacts {
  const catalog: Catalog = {
    dialect: "duckdb",
    version: "1",
    tables: [
      {
        name: text,
        kind: "table",
        comment: text,
        columns: [column(text, text, text), column("plain", "", "")],
        primaryKey: [],
        foreignKeys: [{ columns: ["plain"], refTable: text, refColumns: [text], origin: "inferred", confidence: 1 }],
      },
    ],
  };
  return {
    question: text,
    catalog,
    disclosure: "full",
    tables: catalog.tables.map((table) => ({ table, columns: table.columns.map(({ name }) => name) })),
    notes: [{ id: "1", kind: "verified", text, sql: text, score: 1 }],
    values: [{ words: text, table: text, column: text, value: text }],
    readings: [{ sql: text, explanation: text }],
    turns: [{ question: text, sql: text, sentence: text }],
    today: "Thursday 2026-01-15",
    timeZone: "UTC",
  };
}

const SECTIONS = ["schema", "notes", "earlier", "values", "readings", "question"];

describe("data stays in its section of the prompt", () => {
  test.each(INJECTIONS)("%s", (_name, text) => {
    const { user, system } = draftPrompt(factsWith(text));
    expect(system).toBe(draftPrompt(factsWith("plain")).system);
    for (const tag of SECTIONS) {
      expect(user.match(new RegExp(`<${tag}>`, "gi")), `opening of ${tag}`).toHaveLength(1);
      expect(user.match(new RegExp(`<\\s*/\\s*${tag}\\s*>`, "gi")), `end of ${tag}`).toEqual([`</${tag}>`]);
    }
    const order = [...user.matchAll(/^<\/?(\w+)>$/gm)].map(([tag]) => tag);
    expect(order).toEqual(SECTIONS.flatMap((tag) => [`<${tag}>`, `</${tag}>`]));
  });

  test.each(INJECTIONS)("%s in an error of the database", (_name, text) => {
    const prompt = repairPrompt({ kind: "failed", message: text, near: text }, "", "full");
    expect(prompt.match(/^<\/failed>$/gm)).toHaveLength(1);
    const told = prompt.slice(prompt.indexOf("<failed>") + 1);
    expect(told).not.toMatch(/<\s*\/?\s*(?:schema|question|readings)\s*>/i);
  });

  test.each(INJECTIONS)("%s as a question, over the whole path", async (_name, text) => {
    const { answer, ran } = await askWatched([drafts("SELECT count(*) AS n FROM orders")], { question: text });
    expect(answer.question).toBe(text);
    expect(ran.every((sql) => /^\s*(?:SELECT|WITH)/i.test(sql))).toBe(true);
  });
});
