import { Store } from "../../../state/store.ts";
import type { Turn } from "./ask-events.ts";

/** A conversation as this tab knows it: the questions asked in it and what came of them. */
export interface Talk {
  /** Names it in this tab, before the server has given it an id. */
  readonly key: string;
  readonly id: string | null;
  readonly turns: readonly Turn[];
  /** Name of whose it is, where it is somebody else's: it can be read, and gone on with in one of one's own. */
  readonly sharedBy?: string;
}

export const talks = new Store<readonly Talk[]>([]);

export const talkOf = (key: string | null): Talk | undefined => talks.get().find((talk) => talk.key === key);

export const changeTalk = (key: string, change: (talk: Talk) => Talk): void =>
  talks.update((all) => all.map((talk) => (talk.key === key ? change(talk) : talk)));

export const changeTurn = (key: string, turnId: string, change: (turn: Turn) => Turn): void =>
  changeTalk(key, (talk) => ({ ...talk, turns: talk.turns.map((turn) => (turn.id === turnId ? change(turn) : turn)) }));

/** Others stay only while something is running in them: the server has the rest. */
const MAX_TALKS = 8;

export function addTalk(talk: Talk): void {
  const isRunning = ({ turns }: Talk): boolean => turns.some(({ state }) => state === "running");
  talks.update((all) => {
    const others = all.filter(({ key }) => key !== talk.key);
    const spare = others.length + 1 - MAX_TALKS;
    const going = others.filter((one) => !isRunning(one)).slice(0, Math.max(0, spare));
    return [...others.filter((one) => !going.includes(one)), talk];
  });
}
