import { type Catalog, findTable, isAppError, type RetrievedContext } from "@parlance/core";
import type { AskNeeds, Assistance } from "../needs.ts";
import type { DraftFacts } from "../prompts/draft-prompt.ts";
import type { Drafted } from "../state.ts";
import { type StepContext, stopIfCancelled } from "../step.ts";
import { chooseTables } from "./choose-tables.ts";
import { recogniseQuestion } from "./read-question.ts";

/** Brings together what the model is told of this question. */
export async function gatherFacts(state: Drafted, assistance: Assistance, context: StepContext): Promise<DraftFacts> {
  const { needs } = context;
  const { question, turns, previous } = state.request;
  const catalog = needs.source.described ?? needs.source.catalog;
  const recognised = recogniseQuestion(question, needs);
  const retrieved = await retrieveFor(question, assistance, context);
  const earlier = turns ?? (previous === undefined ? [] : [{ ...previous, sentence: "" }]);
  return {
    question,
    catalog,
    disclosure: assistance.disclosure,
    tables: chooseTables(catalog, recognised, retrieved),
    notes: retrieved?.notes ?? [],
    values: recognised.values.filter(({ table, column }) => isTold(catalog, table, column)),
    readings: state.draft.readings,
    turns: earlier,
    today: todayText(needs),
    timeZone: needs.timeZone,
    ...(assistance.prompts === undefined ? {} : { prompts: assistance.prompts }),
  };
}

/** A team may have hidden the column. */
export const isTold = (catalog: Catalog, table: string, column: string): boolean =>
  findTable(catalog, table)?.columns.some((item) => item.name === column) ?? false;

/** What retrieval cannot bring, the engine's own recognition makes up for. */
async function retrieveFor(
  question: string,
  { retriever }: Assistance,
  { signal }: StepContext,
): Promise<RetrievedContext | null> {
  try {
    return (await retriever?.retrieve(question, signal)) ?? null;
  } catch (error) {
    stopIfCancelled(signal);
    if (isAppError(error)) return null;
    throw error;
  }
}

function todayText({ clock, timeZone }: Pick<AskNeeds, "clock" | "timeZone">): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    weekday: "long",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const parts = new Map(format.formatToParts(clock.now()).map(({ type, value }) => [type, value]));
  return `${parts.get("weekday")} ${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}
