export { hasOrder, type JudgedResult, type Judgement, judgeResult } from "./judge-answer.ts";
export { type JUnitCase, junitXml } from "./junit-xml.ts";
export { type MatchOptions, matchRows } from "./match-rows.ts";
