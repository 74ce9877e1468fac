import type { UsedDefinition } from "@parlance/core";

const METRIC = /^using your team's definition of "(.+)": (.+)$/;
const ALIAS = /^your team says "(.+)" for (.+)$/;

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
    else if (assumption.startsWith("your team has verified")) continue;
    else choices.push(assumption);
  }
  return { definitions, choices };
}
