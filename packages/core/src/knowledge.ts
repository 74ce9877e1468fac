/** What a workspace's people have taught: plain data, kept with the workspace and given to the engine with its source. */
export interface WorkspaceKnowledge {
  readonly aliases: readonly KnownAlias[];
  readonly verified: readonly VerifiedQuestion[];
  readonly descriptions?: readonly KnownDescription[];
  readonly filters?: readonly DefaultFilter[];
  readonly hidden?: readonly HiddenPart[];
}

/** What a table or column holds, in the team's words. */
export interface KnownDescription {
  readonly table: string;
  /** The table itself where it is absent. */
  readonly column?: string;
  readonly text: string;
}

/** Which rows of a table count unless a question says otherwise: only completed orders. */
export interface DefaultFilter {
  readonly table: string;
  /** All of them hold. */
  readonly only: readonly MetricCondition[];
}

/** Left out of suggestions, readings and prompts. Nobody is kept from it: that is what permissions are for. */
export interface HiddenPart {
  readonly table: string;
  /** The whole table where it is absent. */
  readonly column?: string;
}

/** A phrase of the team's own and what it stands for. */
export interface KnownAlias {
  readonly phrase: string;
  readonly target: AliasTarget;
}

export type AliasTarget =
  | { readonly kind: "table"; readonly table: string }
  | { readonly kind: "column"; readonly table: string; readonly column: string }
  /** A value of a column, as stored: "the big apple" is New York. */
  | { readonly kind: "value"; readonly table: string; readonly column: string; readonly value: string }
  /** A figure with a definition: "revenue" is the total of completed orders. */
  | { readonly kind: "metric"; readonly metric: Metric }
  /** Two columns that belong together although no key says so. The phrase names the tie for people only. */
  | {
      readonly kind: "join";
      readonly from: { readonly table: string; readonly column: string };
      readonly to: { readonly table: string; readonly column: string };
    };

export type Metric = MetricFigure | MetricRatio | MetricExpression;

export interface MetricFigure {
  readonly kind: "figure";
  readonly fn: "sum" | "avg" | "min" | "max" | "median" | "count";
  readonly table: string;
  /** Rows are counted where it is absent. */
  readonly column?: string;
  /** Only rows that meet all of these enter. */
  readonly only?: readonly MetricCondition[];
}

export interface MetricCondition {
  readonly column: string;
  readonly isOneOf: readonly (string | number | boolean)[];
}

export interface MetricRatio {
  readonly kind: "ratio";
  readonly above: MetricFigure;
  readonly below: MetricFigure;
}

/** Anything else that gives one value over the rows of a table, in SQL; its columns belong to that table unless they say otherwise. */
export interface MetricExpression {
  readonly kind: "expression";
  readonly table: string;
  readonly sql: string;
}

/** A question with the statement that a person has found to answer it. */
export interface VerifiedQuestion {
  readonly question: string;
  readonly sql: string;
}

export const NO_KNOWLEDGE: WorkspaceKnowledge = { aliases: [], verified: [] };
