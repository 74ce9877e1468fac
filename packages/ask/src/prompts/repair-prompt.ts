import type { Disclosure, GuardRefusal } from "@parlance/core";
import { maskQuoted } from "../model/mask-values.ts";
import { oneLine, section } from "./data-text.ts";
import { type PromptTexts, textOf } from "./prompt-texts.ts";

/** Why a draft cannot stand, for the model that wrote it. */
export type DraftProblem =
  | { readonly kind: "form" }
  | { readonly kind: "refused"; readonly refusal: GuardRefusal; readonly near: string | null }
  | { readonly kind: "failed"; readonly message: string; readonly near: string | null }
  | { readonly kind: "empty"; readonly diagnosis: string | null };

const MAX_MESSAGE = 400;

/** `typed` is what the person and the model wrote: only that may be quoted back where values must stay in the house. */
export function repairPrompt(
  problem: DraftProblem,
  typed: string,
  disclosure: Disclosure,
  texts: PromptTexts = {},
): string {
  return `${whatToDo(problem.kind, texts)}\n${section("failed", reasonText(problem, typed, disclosure))}`;
}

const FORM = "That was not the JSON object asked for. Reply again, with that object alone.";

const whatToDo = (kind: DraftProblem["kind"], texts: PromptTexts): string =>
  kind === "form" ? FORM : textOf(`repair-${kind}`, texts);

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
