import { askStream } from "@parlance/client";
import { newId } from "../../../http/new-id.ts";
import { isAbort, problemOf } from "../../../http/problem.ts";
import { renewedStream } from "../../../http/session.ts";
import { Store, useStore } from "../../../state/store.ts";
import {
  beginConversation,
  type ConversationWithMessages,
  conversationsChanged,
} from "../../conversations/api/conversations.ts";
import { type Turn, takeEvent } from "./ask-events.ts";
import { readCurrent, writeCurrent } from "./current-memory.ts";
import { talkFrom } from "./kept-turns.ts";
import { addTalk, changeTalk, changeTurn, type Talk, talkOf, talks } from "./talks.ts";

export interface AskedSource {
  readonly id: string;
  readonly name: string;
}

/** The conversation that the first page goes on with: its key here, or its id after a reload. */
const current = new Store<string | null>(typeof sessionStorage === "undefined" ? null : readCurrent(sessionStorage));
const running = new Map<string, AbortController>();
/** Two questions asked at once begin one conversation. */
const beginning = new Map<string, Promise<string | null>>();

export const useCurrent = (): string | null => useStore(current);
export const useTalks = (): readonly Talk[] => useStore(talks);

export const findTalk = (all: readonly Talk[], name: string | null | undefined): Talk | undefined =>
  all.find(({ key, id }) => key === name || (id !== null && id === name));

export const lastQuestion = (): string | undefined => findTalk(talks.get(), current.get())?.turns.at(-1)?.question;

/** Asks in a conversation, or begins one where none is given. Returns the conversation's key. */
export function ask(source: AskedSource, question: string, into?: Talk): string {
  const key = into?.key ?? newId();
  if (into === undefined) addTalk({ key, id: null, turns: [] });
  goOnWith(key);
  begin(key, { ...fresh({ id: newId(), sourceId: source.id, sourceName: source.name, question }) });
  return key;
}

/** From anywhere: in the current conversation where that is about the same source. */
export function askAnywhere(source: AskedSource, question: string): void {
  const talk = findTalk(talks.get(), current.get());
  ask(source, question, talk?.turns.at(-1)?.sourceId === source.id ? talk : undefined);
}

type Asked = Pick<Turn, "id" | "sourceId" | "sourceName" | "question">;

const fresh = ({ id, sourceId, sourceName, question }: Asked): Turn => ({
  id,
  sourceId,
  sourceName,
  question,
  state: "running",
  stage: "Reading your question",
});

/** In the same place of its conversation. */
export function askAgain(turn: Turn, acceptsCost = false): void {
  const talk = talks.get().find(({ turns }) => turns.some(({ id }) => id === turn.id));
  // What is no longer offered cannot be answered a second time either: the question is asked afresh.
  const reading = turn.error?.code === "READING_NOT_OFFERED" ? undefined : turn.reading;
  const again = { ...fresh(turn), ...(reading === undefined ? {} : { reading }) };
  if (talk !== undefined) begin(talk.key, acceptsCost ? { ...again, acceptsCost } : again);
}

/** Answers the reading that the person chose; what was answered before stays in sight until then. */
export function chooseReading(turn: Turn, sql: string): void {
  const talk = talks.get().find(({ turns }) => turns.some(({ id }) => id === turn.id));
  if (talk === undefined) return;
  const { answer } = turn;
  const modelSql = answer?.receipt?.draftedBy === "model" ? answer.sql : (turn.modelSql ?? null);
  begin(talk.key, {
    ...fresh(turn),
    reading: sql,
    ...(answer === undefined ? {} : { answer }),
    ...(modelSql === null ? {} : { modelSql }),
  });
}

function begin(key: string, turn: Turn): void {
  changeTalk(key, (talk) => ({
    ...talk,
    turns: talk.turns.some(({ id }) => id === turn.id)
      ? talk.turns.map((one) => (one.id === turn.id ? turn : one))
      : [...talk.turns, turn],
  }));
  void stream(key, turn);
}

export const cancel = (id: string): void => running.get(id)?.abort();

/** Of the conversation that is looked at; others go on. */
export function cancelAll(talk: Talk | undefined): void {
  for (const { id } of talk?.turns ?? []) cancel(id);
}

export function forget(): void {
  goOnWith(null);
}

export function openKept(conversation: ConversationWithMessages): void {
  if (findTalk(talks.get(), conversation.conversation.id) === undefined) addTalk(talkFrom(conversation));
}

/** For a conversation that is gone, or that is to be read again. */
export function closeTalk(id: string): void {
  const talk = findTalk(talks.get(), id);
  cancelAll(talk);
  talks.update((all) => all.filter((one) => one !== talk));
  if (current.get() === id || current.get() === talk?.key) goOnWith(null);
}

export function goOnWith(name: string | null): void {
  if (current.get() === name) return;
  current.set(name);
  writeCurrent(sessionStorage, findTalk(talks.get(), name)?.id ?? name);
}

async function stream(key: string, turn: Turn): Promise<void> {
  const controller = new AbortController();
  const startedAt = performance.now();
  running.set(turn.id, controller);
  const change = (next: (turn: Turn) => Turn) => changeTurn(key, turn.id, next);
  try {
    const conversationId = await idOf(key, turn.sourceId);
    const { sourceId, question, acceptsCost, reading } = turn;
    const cost = acceptsCost === true ? { acceptCost: true } : {};
    const chosen = reading === undefined ? {} : { reading };
    const place = conversationId === null ? {} : { conversationId, messageId: turn.id };
    const body = { sourceId, question, ...chosen, ...place, ...cost };
    const { signal } = controller;
    signal.throwIfAborted();
    for await (const event of renewedStream(() => askStream({ body, queryId: turn.id, signal })))
      change((one) => takeEvent(one, event));
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
    letGoOfLost(key, turn.id);
    conversationsChanged();
  }
}

/** The server's id of a conversation, begun there with its first question; null for people whose questions nobody keeps. */
function idOf(key: string, sourceId: string): Promise<string | null> {
  const known = talkOf(key)?.id ?? null;
  if (known !== null) return Promise.resolve(known);
  const begun =
    beginning.get(key) ??
    beginConversation(sourceId)
      .then(({ id }) => {
        changeTalk(key, (talk) => ({ ...talk, id }));
        if (current.get() === key) writeCurrent(sessionStorage, id);
        return id;
      })
      .catch(nothingKept)
      .finally(() => beginning.delete(key));
  beginning.set(key, begun);
  return begun;
}

/** Somebody with nothing but the credentials of a database may ask, and leaves nothing. */
function nothingKept(error: unknown): null {
  if (problemOf(error).code === "PERMISSION_DENIED") return null;
  throw error;
}

/** Deleted elsewhere, or expired: asking again begins another. */
function letGoOfLost(key: string, turnId: string): void {
  const isLost = talkOf(key)?.turns.find(({ id }) => id === turnId)?.error?.code === "CONVERSATION_NOT_FOUND";
  if (isLost) changeTalk(key, (talk) => ({ ...talk, id: null }));
}
