import type { Turn } from "./ask-events.ts";

const KEY = "parlance.turns";
const MAX_TURNS = 20;
const MAX_ROWS = 200;

/** The conversation survives a reload of the tab; only the newest turns and the first rows of each are kept. */
export function writeTurns(storage: Storage, turns: readonly Turn[]): void {
  const kept = turns.filter(({ state }) => state === "done").slice(-MAX_TURNS);
  try {
    storage.setItem(KEY, JSON.stringify(kept.map(withoutBulk)));
  } catch (error) {
    // The quota is the browser's; losing the memory of old answers must not break the newest.
    console.info("The conversation is not remembered:", error instanceof Error ? error.name : error);
    storage.removeItem(KEY);
  }
}

function withoutBulk({ id, sourceId, sourceName, question, previous, answer, elapsedMs }: Turn): Turn {
  const result = answer?.result ?? null;
  const light = answer && { ...answer, result: result && { ...result, rows: result.rows.slice(0, MAX_ROWS) } };
  return {
    id,
    sourceId,
    sourceName,
    question,
    state: "done",
    stage: "",
    ...(previous === undefined ? {} : { previous }),
    ...(light === undefined ? {} : { answer: light }),
    ...(elapsedMs === undefined ? {} : { elapsedMs }),
  };
}

export function readTurns(storage: Storage): readonly Turn[] {
  const text = storage.getItem(KEY);
  if (text === null) return [];
  try {
    const turns: unknown = JSON.parse(text);
    // Written by writeTurns of this tab; an older shape is dropped by the check below.
    return Array.isArray(turns) ? (turns as Turn[]).filter((turn) => turn.answer !== undefined) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
