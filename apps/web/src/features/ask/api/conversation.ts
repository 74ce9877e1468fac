import { askStream } from "@parlance/client";
import { newId } from "../../../http/new-id.ts";
import { isAbort, problemOf } from "../../../http/problem.ts";
import { Store, useStore } from "../../../state/store.ts";
import { type Turn, takeEvent } from "./ask-events.ts";
import { readTurns, writeTurns } from "./turn-memory.ts";

export interface AskedSource {
  readonly id: string;
  readonly name: string;
}

const turns = new Store<readonly Turn[]>(typeof sessionStorage === "undefined" ? [] : readTurns(sessionStorage));
const running = new Map<string, AbortController>();

export const useTurns = (): readonly Turn[] => useStore(turns);

export const lastQuestion = (): string | undefined => turns.get().at(-1)?.question;

/** Asks in the conversation; a question about the same source may lean on the one before it. */
export function ask(source: AskedSource, question: string): string {
  const before = turns.get().at(-1);
  const leansOn =
    before?.sourceId === source.id && before.answer?.sql
      ? { question: before.question, sql: before.answer.sql }
      : undefined;
  return begin({
    id: newId(),
    sourceId: source.id,
    sourceName: source.name,
    question,
    state: "running",
    stage: "Reading your question",
    ...(leansOn === undefined ? {} : { previous: leansOn }),
  });
}

export function askAgain(turn: Turn, acceptsCost = false): string {
  const { id, sourceId, sourceName, question, previous } = turn;
  const fresh: Turn = { id, sourceId, sourceName, question, state: "running", stage: "Reading your question" };
  const again: Turn = acceptsCost ? { ...fresh, acceptsCost } : fresh;
  return begin(previous === undefined ? again : { ...again, previous });
}

function begin(turn: Turn): string {
  const others = turns.get();
  turns.set(
    others.some(({ id }) => id === turn.id)
      ? others.map((one) => (one.id === turn.id ? turn : one))
      : [...others, turn],
  );
  void stream(turn);
  return turn.id;
}

export const cancel = (id: string): void => running.get(id)?.abort();

export function cancelAll(): boolean {
  for (const controller of running.values()) controller.abort();
  return running.size > 0;
}

export function forget(): void {
  cancelAll();
  turns.set([]);
  remember();
}

async function stream(turn: Turn): Promise<void> {
  const controller = new AbortController();
  const startedAt = performance.now();
  running.set(turn.id, controller);
  const change = (next: (turn: Turn) => Turn) =>
    turns.update((all) => all.map((one) => (one.id === turn.id ? next(one) : one)));
  try {
    const { sourceId, question, previous, acceptsCost } = turn;
    const body = {
      sourceId,
      question,
      ...(previous === undefined ? {} : { previous }),
      ...(acceptsCost === true ? { acceptCost: true } : {}),
    };
    const { signal } = controller;
    for await (const event of askStream({ body, queryId: turn.id, signal })) change((one) => takeEvent(one, event));
    change((one) =>
      one.state === "running"
        ? { ...one, state: "failed", error: problemOf(new Error("The answer stopped half-way.")) }
        : one,
    );
  } catch (error) {
    const failed = (one: Turn): Turn => ({ ...one, state: "failed", stage: "", error: problemOf(error) });
    change(isAbort(error) ? (one) => ({ ...one, state: "cancelled", stage: "" }) : failed);
  } finally {
    running.delete(turn.id);
    change((one) => ({ ...one, elapsedMs: performance.now() - startedAt }));
    remember();
  }
}

const remember = (): void => writeTurns(sessionStorage, turns.get());
