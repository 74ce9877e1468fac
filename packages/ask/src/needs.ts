import type {
  Catalog,
  ChartSpec,
  Clock,
  ColumnValues,
  Connection,
  Disclosure,
  Frame,
  GuardPolicy,
  LanguageModel,
  LimitedTable,
  Retriever,
  RunLimits,
  Telemetry,
} from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import type { ResultCache } from "./cache/result-cache.ts";
import type { PromptTexts } from "./prompts/prompt-texts.ts";
import type { CostBudget } from "./steps/judge-cost.ts";

export interface AskSource {
  readonly id: string;
  readonly catalog: Catalog;
  /** What a statement may touch, with the rows and columns that the asker may not see. Under it everything runs. */
  readonly policy: GuardPolicy;
  /** What rules show the asker only in part, for the receipt; absent: everything is seen. */
  readonly limits?: readonly LimitedTable[];
  /** The catalog as this team describes it, hidden parts left out; what a model is told of. Absent: as it is. */
  readonly described?: Catalog;
  /** What the engine made of the catalog and the values; built once per catalog version. */
  readonly prepared: PreparedSource;
  /** Real values, for telling which come near one that matches nothing. */
  readonly values: readonly ColumnValues[];
  /** When this version was made: the upload, or the last sync; ISO 8601. */
  readonly versionAt?: string;
  /** Asked where it is, so that its rows are as of now. */
  readonly isLive?: boolean;
}

/** Help from a language model, where one is configured and the source allows it. */
export interface Assistance {
  readonly model: LanguageModel;
  /** What the model may be told of this source; never "nothing", as then there is no assistance. */
  readonly disclosure: Exclude<Disclosure, "nothing">;
  /** Absent: tables are told in the order in which the engine recognised them in the question. */
  readonly retriever?: Retriever;
  /** Whether it is asked where the embedded engine is not sure, for every question, or never; "whenUnsure" when absent. */
  readonly askModel?: AskModel;
  /** Drafts to ask for, of which the result that most of them give is taken; 1 when absent. */
  readonly samples?: number;
  /** The model may word the answer's sentence; it never makes up what it says. */
  readonly wordsAnswers?: boolean;
  /** Texts in place of the built-in ones. */
  readonly prompts?: PromptTexts;
  /** For all calls of one question together; 3 minutes when absent. */
  readonly deadlineMs?: number;
}

export type AskModel = "whenUnsure" | "always" | "never";

/** Everything a question needs from outside; the server and the command line each fill it once per question. */
export interface AskNeeds {
  readonly workspaceId: string;
  /** Who asks and what they may see; part of every cache key. */
  readonly principal: string;
  readonly connection: Connection;
  readonly source: AskSource;
  readonly limits: RunLimits;
  /** Statements expected to cost more are not run; null: whatever it costs. */
  readonly budget: CostBudget | null;
  readonly clock: Clock;
  /** IANA name; "last month" is reckoned in it. */
  readonly timeZone: string;
  /** A new id for each result kept in the workspace's worker. */
  readonly newResultId: () => string;
  readonly cache: ResultCache;
  /** Absent: the embedded engine answers alone. */
  readonly assistance?: Assistance;
  /** Chooses the chart before the built-in rules do; null leaves it to them. Names only columns of the page. */
  readonly drawFirst?: (page: Frame, rowCount: number) => Promise<ChartSpec | null>;
  /** What others had to say of the statements run for this question, said beside the answer. */
  readonly notes?: readonly string[];
  /** Told how long each step takes; absent: nobody is. */
  readonly telemetry?: Telemetry;
}
