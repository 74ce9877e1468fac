import type { Metric, MetricCondition } from "./knowledge.ts";

/** What can be written down about a source. */
export const KNOWLEDGE_KINDS = [
  "description",
  "alias",
  "metric",
  "join",
  "term",
  "filter",
  "hidden",
  "verified",
] as const;
export type KnowledgeKind = (typeof KNOWLEDGE_KINDS)[number];

/** Only approved entries change answers; a person decides about the others. */
export const KNOWLEDGE_STATUSES = ["proposed", "approved", "rejected"] as const;
export type KnowledgeStatus = (typeof KNOWLEDGE_STATUSES)[number];

/** Who had the idea: somebody who wrote it down, somebody who corrected an answer, or repeated use. */
export const KNOWLEDGE_ORIGINS = ["person", "correction", "usage"] as const;
export type KnowledgeOrigin = (typeof KNOWLEDGE_ORIGINS)[number];

export interface ColumnRef {
  readonly table: string;
  readonly column: string;
}

/** A word of the team's own for a table, a column or a value as stored. */
export interface AliasBody {
  readonly kind: "alias";
  readonly phrase: string;
  readonly target:
    | { readonly kind: "table"; readonly table: string }
    | { readonly kind: "column"; readonly table: string; readonly column: string }
    | { readonly kind: "value"; readonly table: string; readonly column: string; readonly value: string };
}

export interface DescriptionBody {
  readonly kind: "description";
  readonly table: string;
  readonly column?: string;
  readonly text: string;
}

/** How a figure is written. */
export const METRIC_FORMATS = ["number", "integer", "percent", "currency", "duration"] as const;
export type MetricFormat = (typeof METRIC_FORMATS)[number];

export interface MetricBody {
  readonly kind: "metric";
  readonly name: string;
  readonly synonyms?: readonly string[];
  readonly description?: string;
  readonly definition: Metric;
  /** What one value of it is about, such as "one per order" or "per month". */
  readonly grain?: string;
  readonly format?: MetricFormat;
  /** Such as EUR or days. */
  readonly unit?: string;
}

/** Two columns that belong together although no key says so, or a key whose role has a name. */
export interface JoinBody {
  readonly kind: "join";
  readonly from: ColumnRef;
  readonly to: ColumnRef;
  /** What the far side is to the near one: "shipping address". */
  readonly role?: string;
}

/** A word of the trade, explained; for people and for models. */
export interface TermBody {
  readonly kind: "term";
  readonly term: string;
  readonly text: string;
}

export interface FilterBody {
  readonly kind: "filter";
  readonly table: string;
  readonly only: readonly MetricCondition[];
  /** Why, or what is left out. */
  readonly text?: string;
}

export interface HiddenBody {
  readonly kind: "hidden";
  readonly table: string;
  readonly column?: string;
}

export interface VerifiedBody {
  readonly kind: "verified";
  readonly question: string;
  readonly sql: string;
}

export type KnowledgeBody =
  | DescriptionBody
  | AliasBody
  | MetricBody
  | JoinBody
  | TermBody
  | FilterBody
  | HiddenBody
  | VerifiedBody;

export interface KnowledgeEntry {
  readonly id: string;
  readonly status: KnowledgeStatus;
  readonly origin: KnowledgeOrigin;
  readonly body: KnowledgeBody;
  /** What led to it, for whoever decides: the question that was asked, how often. */
  readonly note?: string;
  /** ISO-8601, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Counts changes: the ETag. */
  readonly revision: number;
}
