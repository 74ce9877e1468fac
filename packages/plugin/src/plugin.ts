import type { ChartSpec, Frame, LiveConnector, ModelRequest } from "@parlance/core";

/** What a plugin is given at its start. */
export interface PluginContext {
  /** Variables named PARLANCE_PLUGIN_<ID>_*, without that prefix; nothing else of the server's environment is there. */
  readonly settings: Readonly<Record<string, string>>;
  /** A line of the server's log, under the plugin's name. */
  log(message: string): void;
}

/** A request of the API, before anything of it is done. */
export interface SeenRequest {
  readonly requestId: string;
  readonly method: string;
  /** The route's pattern, such as "/api/v1/sources/:id". */
  readonly route: string;
  readonly workspaceId: string;
  readonly principal: string;
  readonly role: string;
}

export interface RequestDecision {
  /** Why the request is refused, in words for the person who made it. */
  readonly refuse: string;
}

/** A statement about to be run. The guard judges it after every plugin has. */
export interface SeenQuery {
  readonly sql: string;
  readonly dialect: string;
  readonly sourceId: string;
  readonly workspaceId: string;
  readonly principal: string;
}

export type QueryDecision =
  /** Why the statement is not run. */
  | { readonly refuse: string }
  /** Said beside the answer. */
  | { readonly note: string };

export interface SeenOutcome {
  /** Null where it worked; else a code of the error table. */
  readonly code: string | null;
  readonly elapsedMs: number;
  readonly rowCount: number | null;
}

export interface PluginRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  readonly workspaceId: string;
  readonly principal: string;
  readonly role: string;
}

export interface PluginReply {
  /** 200 where absent. */
  readonly status?: number;
  /** Sent as JSON. */
  readonly body: unknown;
}

/** An address under /api/v1/plugins/<id>. */
export interface PluginRoute {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Such as "/report/:month". */
  readonly path: string;
  /** A right of the permission table; the caller's role must have it. */
  readonly permission: string;
  handle(request: PluginRequest): PluginReply | Promise<PluginReply>;
}

/** A field of a form. */
export interface PluginField {
  readonly name: string;
  readonly label: string;
  readonly help: string;
  /** Sealed at rest, never sent back. */
  readonly isSecret?: boolean;
  readonly isRequired?: boolean;
}

/** A kind of source whose tables a sync copies. */
export interface PluginConnector {
  readonly reach?: "synced";
  readonly id: string;
  readonly label: string;
  readonly fields: readonly PluginField[];
  /** Throws with a sentence for the person who typed the fields. */
  probe(config: Readonly<Record<string, string>>): void | Promise<void>;
  /** Each table whole; rows are objects of text, numbers, booleans and nulls. */
  pull(config: Readonly<Record<string, string>>): PulledTables | Promise<PulledTables>;
}

/**
 * A kind of source that is asked where it is. It works in a process of its own for each workspace, where the plugin's
 * module is loaded once more and its other hooks are not called. Statements reach it after the guard of its dialect.
 */
export interface PluginLiveConnector extends LiveConnector {
  readonly reach: "live";
  readonly label: string;
  readonly fields: readonly PluginField[];
}

export type PulledTables = readonly { readonly name: string; readonly rows: readonly object[] }[];

/** A vendor of language models. */
export interface PluginModel {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly PluginField[];
  generate(
    request: ModelRequest & { readonly model: string; readonly config: Readonly<Record<string, string>> },
  ): ModelText | Promise<ModelText>;
}

export interface ModelText {
  /** The whole reply; JSON where the request has an output schema. */
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A wish for how a result is drawn; one that names columns the result lacks is passed over. */
export interface PluginChartRule {
  readonly name: string;
  draw(page: Frame, rowCount: number): ChartSpec | null | Promise<ChartSpec | null>;
}

/** Everything a plugin may be. Its code runs in a thread of its own; what it is given and gives back is copied. */
export interface Plugin {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  setup?(context: PluginContext): void | Promise<void>;
  beforeRequest?(request: SeenRequest): RequestDecision | undefined | Promise<RequestDecision | undefined>;
  afterRequest?(request: SeenRequest, outcome: { status: number; elapsedMs: number }): void | Promise<void>;
  beforeQuery?(query: SeenQuery): QueryDecision | undefined | Promise<QueryDecision | undefined>;
  afterQuery?(query: SeenQuery, outcome: SeenOutcome): void | Promise<void>;
  readonly routes?: readonly PluginRoute[];
  readonly connectors?: readonly (PluginConnector | PluginLiveConnector)[];
  readonly models?: readonly PluginModel[];
  readonly chartRules?: readonly PluginChartRule[];
  shutdown?(): void | Promise<void>;
}
