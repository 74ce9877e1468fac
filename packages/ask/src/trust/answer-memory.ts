import type { Query } from "@parlance/sql";
import type { AskNeeds } from "../needs.ts";
import type { ReceiptInput } from "../receipt/make-receipt.ts";
import type { TrustInput } from "./trust-input.ts";

/** What an answer was given on, its rows apart. */
export interface AnsweredStatement {
  readonly receipt: ReceiptInput;
  readonly trust: Omit<TrustInput, "result" | "examined">;
  readonly others: readonly OtherReading[];
  /** Of the reading that was taken. */
  readonly confidence: number;
}

export interface OtherReading {
  readonly sql: string;
  readonly explanation: string;
  readonly confidence: number;
  readonly query: Query | null;
}

const REMEMBERED = 500;
const answered = new WeakMap<AskNeeds["source"]["catalog"], Map<string, AnsweredStatement>>();

const keyOf = (sql: string, needs: AskNeeds): string => `${needs.workspaceId}\n${needs.principal}\n${sql}`;

/** Kept so that a person who opens the receipt is told of the answer they saw, whatever was asked since. */
export function rememberAnswered(statement: AnsweredStatement, needs: AskNeeds): void {
  const { catalog } = needs.source;
  const known = answered.get(catalog) ?? new Map<string, AnsweredStatement>();
  answered.set(catalog, known);
  const key = keyOf(statement.trust.sql, needs);
  known.delete(key);
  known.set(key, statement);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
}

export const recallAnswered = (sql: string, needs: AskNeeds): AnsweredStatement | undefined =>
  answered.get(needs.source.catalog)?.get(keyOf(sql, needs));
