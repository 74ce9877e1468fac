import { askEngine, type EngineResult, suggestQuestions } from "@parlance/engine";
import { countRows, printSql, type Query } from "@parlance/sql";
import { readAlone, rememberShown } from "../draft-memory.ts";
import type { AskEvent } from "../events.ts";
import type { AskNeeds } from "../needs.ts";
import { isOtherLanguage, OTHER_LANGUAGE } from "../present/other-language.ts";
import { withOrderShown } from "../present/show-order.ts";
import type { Draft, Drafted, DraftReading, Retrieved } from "../state.ts";
import type { Step, StepContext } from "../step.ts";
import { withChosenReading } from "./choose-reading.ts";
import { asksRowCount } from "./intent-rules.ts";

/** Turns the question into candidate statements, or into words when no statement is needed. */
export const draft: Step<Retrieved, Drafted> = {
  name: "draft",
  run: async (state, context) => {
    const draft = await draftFor(state, context);
    const { reading } = state.request;
    if (reading !== undefined) return { ...state, draft: withChosenReading(draft, reading) };
    return withHelp({ ...state, draft }, context.needs);
  },
  events: (state) => [state.toAsk === undefined ? planEvent(state) : { event: "model", data: state.toAsk }],
};

export const planEvent = ({ draft: { verdict, confidence, readings, spans } }: Drafted): AskEvent => ({
  event: "plan",
  data: {
    verdict,
    confidence,
    explanation: readings[0]?.explanation ?? "",
    assumptions: readings[0]?.assumptions ?? [],
    spans,
    alternatives: readings.slice(1),
  },
});

/** A model is asked about what the engine drafted, unless the engine is sure; never about what people wrote themselves. */
function withHelp(state: Drafted, { assistance }: AskNeeds): Drafted {
  const when = assistance?.askModel ?? "whenUnsure";
  if (assistance === undefined || when === "never") return state;
  if (state.reply !== null || state.draft.draftedBy !== "engine") return state;
  // A follow-up to a statement that the engine does not know was read without what it follows.
  const isLost = state.request.previous !== undefined && state.previous === null;
  if (when === "whenUnsure" && state.draft.verdict === "answer" && !isLost) return state;
  const { provider, model } = assistance.model;
  return { ...state, toAsk: { provider, model } };
}

async function draftFor(state: Retrieved, context: StepContext): Promise<Draft> {
  if (state.reply !== null) return draftOfWords(state.reply, state, context.needs);
  if (state.intent === "sql" && (await isStatement(state, context))) return draftOfSql(state.request.question);
  return (
    draftOfRowCount(state, context.needs) ??
    draftOfEngine(read(state, context.needs), state.request.question, context.needs)
  );
}

/** "How many rows?" of a source with one table; rows are a word about the file, not about what is in it. */
function draftOfRowCount({ request }: Retrieved, { source: { catalog } }: AskNeeds): Draft | null {
  const [table, ...others] = catalog.tables;
  const { dialect } = catalog;
  if (table === undefined || others.length > 0 || !asksRowCount(request.question)) return null;
  const query: Query = { select: [{ expr: countRows(table.name), alias: "row_count" }] };
  const sql = printSql(query, catalog, dialect);
  const explanation = `Number of rows in ${table.name}.`;
  const reading = { sql, query, explanation, confidence: 1, assumptions: [], tables: [table.name], filters: [] };
  return {
    verdict: "answer",
    confidence: 1,
    readings: [reading],
    spans: [],
    message: null,
    suggestions: [],
    draftedBy: "engine",
  };
}

/** "select all customers from Germany" looks like SQL; only what the guard would let run is taken for it. */
async function isStatement(state: Retrieved, { needs, signal }: StepContext): Promise<boolean> {
  const verdict = await needs.connection.check(state.request.question, state.policy, signal);
  return verdict.isAllowed;
}

function read({ request: { question }, previous, earlier = [] }: Retrieved, needs: AskNeeds): EngineResult {
  if (previous === null) return readAlone(question, needs);
  const { clock, timeZone, source } = needs;
  return askEngine({ question, source: source.prepared, now: clock.now(), timeZone, previous, earlier });
}

function draftOfEngine(result: EngineResult, question: string, needs: AskNeeds): Draft {
  const isSure = result.verdict === "answer" || result.verdict === "confirm";
  const suggestions = isSure ? [] : result.suggestions.length > 0 ? result.suggestions : nearQuestions(needs);
  const readings = result.readings.map((reading) => withOrderShown(reading, needs.source.catalog));
  rememberShown(readings, needs);
  const verified = verifiedReadings(result);
  return {
    verdict: result.verdict,
    confidence: result.confidence,
    readings: [...verified, ...readings.filter((reading) => reading.sql !== result.verified?.sql)],
    spans: verified.length > 0 ? [] : (result.readings[0]?.spans ?? []),
    message: isSure ? null : messageOf(result, question),
    suggestions,
    draftedBy: verified.length > 0 ? "person" : "engine",
    ...(result.chart ? { chart: result.chart } : {}),
  };
}

/** A statement that somebody of the team has found right for this question goes before what the engine reads. */
function verifiedReadings({ verified, readings }: EngineResult): DraftReading[] {
  if (verified === undefined) return [];
  const same = readings.find((reading) => reading.sql === verified.sql);
  return [
    {
      sql: verified.sql,
      query: same?.query ?? null,
      explanation: same?.explanation ?? "",
      confidence: 1,
      assumptions: [`your team has verified this answer to "${verified.question}"`],
      tables: same?.tables ?? [],
      filters: same?.filters ?? [],
    },
  ];
}

/** Of a question in another language it is said that it is one, rather than that its words are no names. */
function messageOf(result: EngineResult, question: string): string {
  const spans = result.readings[0]?.spans;
  const unknown =
    spans === undefined
      ? question.split(/[^\p{L}]+/u)
      : spans.filter(({ role }) => role === "unused").map(({ start, end }) => question.slice(start, end));
  return isOtherLanguage(question, unknown) ? OTHER_LANGUAGE : (result.message ?? missingMessage(result));
}

const missingMessage = (result: EngineResult): string =>
  result.verdict === "ask"
    ? "This can be read in more than one way; which do you mean?"
    : "I am not sure what this asks for. Try one of these instead.";

function draftOfWords(reply: string, state: Retrieved, needs: AskNeeds): Draft {
  const isUnderstood = state.intent !== "unclear";
  return {
    verdict: isUnderstood ? "answer" : "handover",
    confidence: isUnderstood ? 1 : 0,
    readings: [],
    spans: [],
    message: reply,
    suggestions: nearQuestions(needs),
    draftedBy: "engine",
  };
}

const SUGGESTED = 3;

/** Suggestions are questions the engine has already answered for itself. */
const nearQuestions = (needs: AskNeeds): string[] =>
  suggestQuestions(needs.source.prepared, SUGGESTED).map((suggestion) => suggestion.question);

/** A person's own statement stands for itself. */
export const draftOfSql = (sql: string): Draft => ({
  verdict: "answer",
  confidence: 1,
  readings: [{ sql, explanation: "", confidence: 1, assumptions: [], query: null, tables: [], filters: [] }],
  spans: [],
  message: null,
  suggestions: [],
  draftedBy: "person",
});
