import type { Frame, UsedDefinition } from "@parlance/core";
import type { StatementFacts } from "@parlance/sql";
import type { AskSource } from "../needs.ts";
import type { DateWindowFact } from "../receipt/date-window.ts";

/** What the checks look at; nothing in it is a model's opinion. */
export interface TrustInput {
  readonly question: string;
  readonly source: AskSource;
  readonly sql: string;
  /** What the facts' places point into: the statement, or for a pipeline what it does in SQL. */
  readonly text: string;
  readonly facts: StatementFacts | null;
  readonly draftedBy: "engine" | "person" | "model";
  /** The question that somebody verified with this very statement; null when nobody did. */
  readonly verifiedFor: string | null;
  /** Words of the question that the statement makes nothing of; null where nobody kept account. */
  readonly unusedWords: readonly string[] | null;
  /** Choices made for the person. */
  readonly assumptions: readonly string[];
  readonly definitions: readonly UsedDefinition[];
  /** How many other readings there are. */
  readonly otherReadings: number;
  /** The person chose this reading among them. */
  readonly isChosen?: true;
  readonly dateWindow: DateWindowFact | null;
  readonly result: {
    readonly page: Frame;
    readonly rowCount: number;
    readonly isTruncated: boolean;
  };
  /** What was found by asking the source again; absent before that. */
  readonly examined?: Examined;
}

/** A reading that was run beside the answer. */
export type SecondReading =
  | { readonly kind: "agrees"; readonly by: string }
  | { readonly kind: "differs"; readonly by: string; readonly evidence: readonly string[] }
  | { readonly kind: "none"; readonly why: string };

export interface MultipliedTotal {
  readonly figure: string;
  readonly multiplied: string;
  readonly single: string;
  readonly isSame: boolean;
}

export interface Examined {
  readonly second: SecondReading;
  /** Null where no figure was suspected, or counting was not possible. */
  readonly totals: readonly MultipliedTotal[] | null;
}
