import type { RetrievedNote, WorkspaceKnowledge } from "@parlance/core";
import { questionTerms } from "./question-terms.ts";

const MAX_NOTES = 6;
/** Of a definition's words, those that must stand in the question. */
const MIN_DEFINED = 0.5;
/** Of a verified question's words, those that must. */
const MIN_VERIFIED = 0.4;

/** What people have written down that shares words with the question, most in common first. */
export function retrieveNotes(question: string, knowledge: WorkspaceKnowledge): readonly RetrievedNote[] {
  const asked = new Set(questionTerms(question).map((term) => term.stem));
  const shared = (text: string): number => {
    const terms = questionTerms(text);
    const whole = terms.reduce((sum, term) => sum + term.weight, 0);
    const found = terms.filter((term) => asked.has(term.stem)).reduce((sum, term) => sum + term.weight, 0);
    return whole === 0 ? 0 : found / whole;
  };
  const notes = [
    ...knowledge.aliases.flatMap(({ phrase, target }): RetrievedNote[] => {
      const score = shared(phrase);
      if (score < MIN_DEFINED || target.kind === "join") return [];
      const kind = target.kind === "metric" ? "metric" : "term";
      return [{ id: `${kind}:${phrase}`, kind, text: phrase, score }];
    }),
    ...knowledge.verified.flatMap(({ question: text, sql }): RetrievedNote[] => {
      const score = shared(text);
      return score < MIN_VERIFIED ? [] : [{ id: `verified:${text}`, kind: "verified", text, sql, score }];
    }),
  ];
  return notes.sort((a, b) => b.score - a.score).slice(0, MAX_NOTES);
}
