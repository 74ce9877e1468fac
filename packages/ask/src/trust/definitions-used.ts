import type { UsedDefinition } from "@parlance/core";

const METRIC = /^using your team's definition of "(.+)": (.+)$/;
const ALIAS = /^your team says "(.+)" for (.+)$/;

/** How things are said, not which thing is meant: nothing else could have been answered. */
const CONVENTIONS = [
  / means \d{4}-\d{2}-\d{2} to \d{4}-\d{2}-\d{2}$/,
  /^given as a percentage$/,
  / is summed$/,
  /^ranked by number of /,
  /^I took this as a change to the question before$/,
  /^"(.+)" is read as "\1"$/,
];
const DATED = /^(?:the )?time is taken (?:from|of) (.+)$/;

/** The engine tells of the team's own words among its assumptions: those are definitions, not choices. */
export function definitionsUsed(
  assumptions: readonly string[],
  dateColumns: number,
): { readonly definitions: readonly UsedDefinition[]; readonly choices: readonly string[] } {
  const definitions: UsedDefinition[] = [];
  const choices: string[] = [];
  for (const assumption of assumptions) {
    const metric = METRIC.exec(assumption);
    const alias = ALIAS.exec(assumption);
    if (metric !== null) definitions.push({ kind: "metric", name: metric[1] ?? "", meaning: metric[2] ?? "" });
    else if (alias !== null) definitions.push({ kind: "alias", name: alias[1] ?? "", meaning: alias[2] ?? "" });
    else if (isChoice(assumption, dateColumns)) choices.push(assumption);
  }
  return { definitions, choices };
}

/** Which date is meant is a choice only where there are several. */
function isChoice(assumption: string, dateColumns: number): boolean {
  if (assumption.startsWith("your team has verified")) return false;
  if (CONVENTIONS.some((pattern) => pattern.test(assumption))) return false;
  return !DATED.test(assumption) || dateColumns > 1;
}
