import type { RetrievedNote } from "@parlance/core";
import { questionTerms } from "./question-terms.ts";
import type { TaughtNote } from "./taught-notes.ts";

export interface NoteNeeds {
  /** The tables found, best first: a rule counts where its table does. */
  readonly tables: readonly string[];
  /** Notes whose vectors come near the question. */
  readonly near: ReadonlySet<string>;
}

const MAX_NOTES = 8;
/** How many of the best tables bring their rules along. */
const RULED_TABLES = 4;
const RULE_SCORE = 0.6;
const NEAR_SCORE = 0.4;
/** Share of its words that the question must have. */
const LEAST: Readonly<Record<RetrievedNote["kind"], number>> = { metric: 0.5, term: 0.5, verified: 0.4, rule: 0.6 };

/** What people have written down that bears on the question, most in common first. */
export function retrieveNotes(
  question: string,
  notes: readonly TaughtNote[],
  { tables, near }: NoteNeeds,
): readonly RetrievedNote[] {
  const asked = new Set(questionTerms(question).map((term) => term.stem));
  const best = new Set(tables.slice(0, RULED_TABLES));
  return notes
    .flatMap(({ tables: about, ...note }): RetrievedNote[] => {
      const words = shared(nameOf(note), asked);
      const said = words >= LEAST[note.kind] ? words : 0;
      const ruled = note.kind === "rule" && about.length > 0 && about.every((table) => best.has(table));
      const score = Math.max(said, ruled ? RULE_SCORE : 0, near.has(note.id) ? NEAR_SCORE : 0);
      return score === 0 ? [] : [{ ...note, score }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MAX_NOTES);
}

/** What a note is called: the phrase in quotes, or the words before the definition; questions are their own names. */
function nameOf({ kind, text }: Pick<TaughtNote, "kind" | "text">): string {
  if (kind === "verified" || kind === "rule") return text;
  return /^"([^"]+)"/.exec(text)?.[1] ?? text.split(/[:=(]/)[0] ?? text;
}

function shared(text: string, asked: ReadonlySet<string>): number {
  const terms = questionTerms(text);
  const whole = terms.reduce((sum, term) => sum + term.weight, 0);
  const found = terms.filter((term) => asked.has(term.stem)).reduce((sum, term) => sum + term.weight, 0);
  return whole === 0 ? 0 : found / whole;
}
