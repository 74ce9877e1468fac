import { AppError } from "@parlance/core";
import type { Assistance } from "../needs.ts";
import { draftPrompt } from "../prompts/draft-prompt.ts";
import type { Drafted, DraftReading } from "../state.ts";
import { type StepContext, stopIfCancelled } from "../step.ts";
import { type Consultation, converse } from "./converse.ts";
import { gatherFacts } from "./gather-facts.ts";
import { openAccount } from "./model-account.ts";
import { agreeingReading, rowsKey, statementKey } from "./same-answer.ts";
import { settle } from "./settle.ts";

const DEADLINE_MS = 180_000;
const SAMPLE_TEMPERATURE = 0.7;

/** Asks the model about one question. Whatever goes wrong with it, the engine's own draft stands. */
export async function consultModel(state: Drafted, assistance: Assistance, context: StepContext): Promise<Drafted> {
  const account = openAccount(assistance.model, assistance.disclosure);
  const prompt = draftPrompt(await gatherFacts(state, assistance, context));
  const deadline = AbortSignal.timeout(assistance.deadlineMs ?? DEADLINE_MS);
  const signal = context.signal === undefined ? deadline : AbortSignal.any([context.signal, deadline]);
  const samples = Math.max(1, assistance.samples ?? 1);
  const temperature = samples === 1 ? 0 : SAMPLE_TEMPERATURE;
  const conversing = { state, assistance, prompt, account, context: { ...context, signal }, temperature };
  const settled = await withinDeadline(
    async () => {
      const consultation = majority(await Promise.all(Array.from({ length: samples }, () => converse(conversing))));
      return settle(state, consultation, await agreed(consultation, state, conversing.context));
    },
    { state, deadline, context },
  );
  const models = [...(state.draft.models ?? []), ...account.uses()];
  return { ...settled, draft: { ...settled.draft, models } };
}

/** When time is up the engine's draft stands; when the person left, nothing does. */
async function withinDeadline(
  work: () => Promise<Drafted>,
  {
    state,
    deadline,
    context,
  }: { readonly state: Drafted; readonly deadline: AbortSignal; readonly context: StepContext },
): Promise<Drafted> {
  try {
    return await work();
  } catch (error) {
    stopIfCancelled(context.signal);
    if (!deadline.aborted) throw error;
    return settle(state, { kind: "unavailable", error: new AppError("MODEL_TIMEOUT", { cause: error }) }, null);
  }
}

function agreed(consultation: Consultation, state: Drafted, context: StepContext): Promise<DraftReading | null> {
  if (consultation.kind !== "drafted") return Promise.resolve(null);
  return agreeingReading(consultation.standing, consultation.isEmpty, state, context);
}

/** The draft whose result most of them give; the first of those that tie, and the first of all when none ran. */
function majority(consultations: readonly Consultation[]): Consultation {
  const groups = new Map<string, Consultation[]>();
  for (const consultation of consultations) {
    if (consultation.kind !== "drafted" || consultation.isEmpty) continue;
    const page = consultation.standing.tried?.outcome.stored.firstPage;
    const key = page === undefined ? statementKey(consultation.standing.sql) : rowsKey(page);
    groups.set(key, [...(groups.get(key) ?? []), consultation]);
  }
  const [best] = [...groups.values()].sort((a, b) => b.length - a.length);
  const chosen = best?.[0] ?? consultations.find(({ kind }) => kind === "drafted") ?? consultations[0];
  if (chosen === undefined) throw new RangeError("No draft was asked for.");
  return chosen;
}
