export { type AssistanceSettings, assistanceSettings } from "./assistance-settings.ts";
export { memoryResultCache } from "./cache/memory-result-cache.ts";
export { noResultCache } from "./cache/no-result-cache.ts";
export type { CachedResult, CacheKey, ResultCache } from "./cache/result-cache.ts";
export {
  type ChangedCell,
  type ChangeReason,
  compareRuns,
  type RunComparison,
  type RunRecord,
} from "./compare/compare-runs.ts";
export { recallShown } from "./draft-memory.ts";
export { editStatement, type StatementEdit } from "./edit/edit-statement.ts";
export type { AskEvent, Emit, PlanData } from "./events.ts";
export { type AnsweredQuestion, suggestFollowUps } from "./follow-ups/suggest-follow-ups.ts";
export { estimateTokens } from "./model/estimate-tokens.ts";
export type { AskModel, AskNeeds, AskSource, Assistance } from "./needs.ts";
export { ask } from "./pipeline.ts";
export { chartAs, chooseChart } from "./present/chart-rules.ts";
export { writeSentence } from "./present/sentence.ts";
export { summarizeResult } from "./present/summarize-result.ts";
export {
  PROMPT_IDS,
  PROMPTS,
  type PromptDefinition,
  type PromptId,
  type PromptTexts,
  promptFaults,
  promptTokens,
} from "./prompts/prompt-texts.ts";
export { checkSql, estimateSql, runSql } from "./run-sql.ts";
export type { AskRequest, Intent, Turn } from "./state.ts";
export { type CostBudget, isOverBudget } from "./steps/judge-cost.ts";
export { type Examination, type ExaminedStatement, examine } from "./trust/examine.ts";
