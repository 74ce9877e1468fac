import type { UsedDefinition } from "@parlance/core";

const METRIC = /^using your team's definition of "(.+)": (.+)$/;
const ALIAS = /^your team says "(.+)" for (.+)$/;

/** What is told about the answer without being a choice among readings. */
const TOLD = ["your team has verified", "I took this as a change to the question before"];

/** The engine tells of the team's own words among its assumptions: those are definitions, not choices. */
export function definitionsUsed(assumptions: readonly string[]): {
  readonly definitions: readonly UsedDefinition[];
  readonly choices: readonly string[];
} {
  const definitions: UsedDefinition[] = [];
  const choices: string[] = [];
  for (const assumption of assumptions) {
    const metric = METRIC.exec(assumption);
    const alias = ALIAS.exec(assumption);
    if (metric !== null) definitions.push({ kind: "metric", name: metric[1] ?? "", meaning: metric[2] ?? "" });
    else if (alias !== null) definitions.push({ kind: "alias", name: alias[1] ?? "", meaning: alias[2] ?? "" });
    else if (TOLD.some((start) => assumption.startsWith(start))) continue;
    else choices.push(assumption);
  }
  return { definitions, choices };
}
