import type { Answer } from "@parlance/core";
import { percent, quantile, share } from "../report/figures.ts";

/** What answering with a model took, question by question. */
export class Tally {
  readonly #answers: { readonly answer: Answer; readonly ms: number; isRight: boolean | undefined }[] = [];

  /** Returns how to say later whether the answer was right. */
  add(answer: Answer, ms: number): (isRight: boolean) => void {
    const entry = { answer, ms, isRight: undefined as boolean | undefined };
    this.#answers.push(entry);
    return (isRight) => {
      entry.isRight = isRight;
    };
  }

  report(): string {
    const all = this.#answers;
    const uses = all.flatMap(({ answer }) => answer.receipt?.models ?? []);
    const sum = (pick: (use: (typeof uses)[number]) => number | undefined): number =>
      uses.reduce((total, use) => total + (pick(use) ?? 0), 0);
    const prompts = uses.map((use) => use.promptTokens ?? 0);
    const seconds = all.map(({ ms }) => ms / 1000);
    return [
      "with a model",
      ...(["engine", "model", "none"] as const).map((who) => this.#line(who)),
      `  asked        ${uses.length} of ${all.length} questions, ${sum((use) => use.calls)} calls`,
      `  tokens       ${sum((use) => use.inputTokens)} in, ${sum((use) => use.outputTokens)} out; prompts by our count: median ${quantile(prompts, 0.5)}, largest ${Math.max(0, ...prompts)}`,
      `  cost         $${sum((use) => use.costUsd).toFixed(4)}${uses.some((use) => use.costUsd === undefined) ? " (of calls with a known price)" : ""}`,
      `  seconds      p50 ${quantile(seconds, 0.5).toFixed(2)}, p95 ${quantile(seconds, 0.95).toFixed(2)}, all ${seconds.reduce((a, b) => a + b, 0).toFixed(0)}`,
    ].join("\n");
  }

  #line(who: "engine" | "model" | "none"): string {
    const own = this.#answers.filter(
      ({ answer }) => (answer.sql === null ? "none" : answer.receipt?.draftedBy) === who,
    );
    const judged = own.filter(({ isRight }) => isRight !== undefined);
    const right = judged.filter(({ isRight }) => isRight === true).length;
    const title = who === "none" ? "not answered" : `by ${who}`;
    return `  ${title.padEnd(12)} ${own.length}${who === "none" ? "" : `, right ${percent(share(right, judged.length))} of ${judged.length}`}`;
  }
}
