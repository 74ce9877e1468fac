import { createHash } from "node:crypto";
import type { GuardPolicy } from "@parlance/core";
import type { JudgedText } from "@parlance/sql";

const MAX_VERDICTS = 1_000;

/**
 * Verdicts by statement and policy. A verdict depends on nothing else: one engine parses, and the rules are code. Every
 * statement is judged before it is offered and again before it runs, and people ask the same things.
 */
export class Verdicts {
  readonly #known = new Map<string, Promise<JudgedText>>();

  of(sql: string, policy: GuardPolicy, judge: () => Promise<JudgedText>): Promise<JudgedText> {
    const key = createHash("sha256")
      .update(JSON.stringify([sql, policy]))
      .digest("base64");
    const known = this.#known.get(key);
    if (known) return known;
    const judged = judge();
    this.#known.set(key, judged);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_VERDICTS && oldest !== undefined) this.#known.delete(oldest);
    // A parser that failed has said nothing about the statement.
    judged.catch(() => this.#known.delete(key));
    return judged;
  }
}
