/** What a workspace's people have taught: plain data, kept with the workspace and given to the engine with its source. */
export interface WorkspaceKnowledge {
  readonly aliases: readonly KnownAlias[];
  readonly verified: readonly VerifiedQuestion[];
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

export type Metric = MetricFigure | MetricRatio;

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

/** A question with the statement that a person has found to answer it. */
export interface VerifiedQuestion {
  readonly question: string;
  readonly sql: string;
}

export const NO_KNOWLEDGE: WorkspaceKnowledge = { aliases: [], verified: [] };
