import type { Disclosure, GuardRefusal } from "@parlance/core";
import { maskQuoted } from "../model/mask-values.ts";
import { oneLine, section } from "./data-text.ts";

/** Why a draft cannot stand, for the model that wrote it. */
export type DraftProblem =
  | { readonly kind: "form" }
  | { readonly kind: "refused"; readonly refusal: GuardRefusal; readonly near: string | null }
  | { readonly kind: "failed"; readonly message: string; readonly near: string | null }
  | { readonly kind: "empty"; readonly diagnosis: string | null };

const MAX_MESSAGE = 400;

/** `typed` is what the person and the model wrote: only that may be quoted back where values must stay in the house. */
export function repairPrompt(problem: DraftProblem, typed: string, disclosure: Disclosure): string {
  return `${WHAT_TO_DO[problem.kind]}\n${section("failed", reasonText(problem, typed, disclosure))}`;
}

const WHAT_TO_DO: Readonly<Record<DraftProblem["kind"], string>> = {
  form: "That was not the JSON object asked for. Reply again, with that object alone.",
  refused:
    "That query may not run, for the reason below. Write one read-only query over the tables of <schema> that answers the question.",
  failed:
    "The database could not run that query, for the reason below. Correct it; check names, types and functions against <schema> and the dialect.",
  empty:
    "That query runs but gives nothing, or a single 0 or NULL. Look again at the spelling of values, at which column holds them, and at conditions that exclude one another. If an empty answer is the right one, reply with the same query.",
};

function reasonText(problem: DraftProblem, typed: string, disclosure: Disclosure): string {
  const said = (text: string): string => oneLine(maskQuoted(text, typed, disclosure), MAX_MESSAGE);
  switch (problem.kind) {
    case "form":
      return "not readable";
    case "refused":
      return [`${problem.refusal.rule}: ${said(problem.refusal.message)}`, nearText(problem.near)].join(" ").trim();
    case "failed":
      return [said(problem.message), nearText(problem.near)].join(" ").trim();
    case "empty":
      return problem.diagnosis === null ? "no rows" : said(problem.diagnosis);
  }
}

const nearText = (near: string | null): string => (near === null ? "" : oneLine(near, 200));
