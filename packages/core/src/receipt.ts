import type { Disclosure } from "./ports/language-model.ts";

/** A piece of the statement's text. Offsets are UTF-16, end exclusive. */
export interface SqlPlace {
  readonly start: number;
  readonly end: number;
}

/** A condition that rows must meet. It can be taken out by its id. A pipeline's is told in SQL, and its place is empty. */
export interface ReceiptCondition extends SqlPlace {
  readonly id: string;
  readonly words: string;
  /** As it stands in the statement. */
  readonly sql: string;
}

/** The stretch of time that an answer covers: from <= column < to. */
export interface DateWindow extends SqlPlace {
  /** The condition it is part of; null when it is spread over several. */
  readonly conditionIds: readonly string[];
  readonly column: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Zone in which "today" was reckoned. */
  readonly zone: string;
}

export interface ReceiptJoin {
  readonly table: string;
  /** The pairs of columns, in words: "orders.customer_id = customers.id". */
  readonly on: string;
  readonly kind: "inner" | "left" | "right" | "full" | "cross";
  /** A row on the left may meet several on the right; null where the keys do not tell. */
  readonly mayMultiply: boolean | null;
  /** Counted only when the answer is examined. */
  readonly rowsIn?: number;
  readonly rowsOut?: number;
}

/** Rows that a figure or a condition left out because a value is missing. */
export interface DroppedNulls {
  readonly by: "figure" | "condition";
  readonly of: string;
  readonly rows: number;
}

export interface UsedDefinition {
  readonly kind: "metric" | "alias" | "default-filter" | "join" | "verified";
  readonly name: string;
  readonly meaning: string;
}

export interface Freshness {
  /** When this version of the source was made: the upload, or the last sync. ISO 8601. */
  readonly versionAt: string | null;
  /** Asked where it is, so that rows are as of now. */
  readonly isLive: boolean;
  /** The first and last day found in a date column of the tables that were read. */
  readonly dataFrom: string | null;
  readonly dataTo: string | null;
  /** The column those days stand in. */
  readonly dataColumn: string | null;
}

/** What a language model had to do with an answer, and what it was told. */
export interface ModelUse {
  readonly provider: string;
  readonly model: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd?: number;
  /** What of the source was allowed to leave. */
  readonly disclosure: Disclosure;
  /** Size of the largest prompt, where it was counted. */
  readonly promptTokens?: number;
}

/** What the workspace's rules keep from whoever asked. Tells neither the rule nor which columns are hidden. */
export interface LimitedTable {
  readonly table: string;
  readonly hasFewerRows: boolean;
  /** Shown masked or hashed. */
  readonly maskedColumns: readonly string[];
}

/** Which facts stand behind an answer. */
export interface Receipt {
  readonly tables: readonly string[];
  /** In words. */
  readonly filters: readonly string[];
  readonly sourceVersion: string;
  readonly draftedBy: "engine" | "person" | "model";
  readonly isFromCache: boolean;
  /** The filters, each with its place in the statement. */
  readonly conditions: readonly ReceiptCondition[];
  readonly dateWindow: DateWindow | null;
  readonly joins: readonly ReceiptJoin[];
  /** Null while nobody has counted. */
  readonly droppedNulls: readonly DroppedNulls[] | null;
  readonly definitions: readonly UsedDefinition[];
  readonly freshness: Freshness;
  readonly isTruncated: boolean;
  /** Every model that was told of the source for this answer; empty: nothing left the house. */
  readonly models: readonly ModelUse[];
  /** Tables of this answer that rules show only in part; absent where everything was seen. */
  readonly limits?: readonly LimitedTable[];
}
