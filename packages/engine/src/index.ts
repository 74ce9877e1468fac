export { askEngine } from "./ask-engine.ts";
export type { EngineReading, EngineRequest, EngineResult, EngineSuggestion } from "./engine-request.ts";
export { DENSE_FEATURES } from "./generate/dense-features.ts";
export { type EngineCandidate, type Proposal, proposeCandidates } from "./generate/propose-candidates.ts";
export { metricStatement } from "./knowledge/metric-statement.ts";
export { withKnowledge } from "./knowledge/with-knowledge.ts";
export type { NameAlias } from "./schema/name-index.ts";
export { type PreparedSource, type PrepareOptions, prepareSource } from "./source.ts";
export { suggestQuestions } from "./suggest/suggest-questions.ts";
