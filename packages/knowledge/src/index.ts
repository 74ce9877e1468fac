export { compareKnowledge, isSame, type KnowledgeChange } from "./compare-knowledge.ts";
export { describedCatalog } from "./described-catalog.ts";
export { knowledgeBody, phrase } from "./entry-schema.ts";
export { type Fault, findFaults } from "./find-faults.ts";
export { folded, keyOf } from "./key-of.ts";
export { metricText } from "./metric-text.ts";
export { toEngine } from "./to-engine.ts";
export { type KnowledgeNote, toNotes } from "./to-notes.ts";
export { type ReadEntry, readYaml, writeYaml, type YamlProblem } from "./yaml/knowledge-yaml.ts";
