import type {
  ColumnValues,
  CostEstimate,
  GuardPolicy,
  GuardVerdict,
  ProbeStep,
  PulledTable,
  Statement,
} from "@parlance/core";
import type { PluggedModule } from "../plugged/plugged-connectors.ts";
import type { PackedCatalog } from "./packed-catalog.ts";

/** What is opened: secrets are in `config`, and travel over the pipe only. */
export interface SourceConfig {
  /** Its name in the registry. */
  readonly connector: string;
  readonly config: unknown;
}

/** A source that the process has open. */
export interface OpenSource {
  readonly handle: number;
}

export interface JudgedText extends OpenSource {
  readonly sql: string;
  readonly policy: GuardPolicy;
}

/** What may be asked of a source process. Frames of `stream` travel beside the value as data messages. */
export interface SourceMethods {
  readonly open: { readonly params: SourceConfig; readonly value: OpenSource };
  readonly introspect: { readonly params: OpenSource; readonly value: PackedCatalog };
  readonly values: { readonly params: OpenSource; readonly value: readonly ColumnValues[] };
  readonly check: { readonly params: JudgedText; readonly value: GuardVerdict };
  readonly estimate: { readonly params: JudgedText; readonly value: CostEstimate };
  readonly stream: { readonly params: OpenSource & Statement; readonly value: { readonly isTruncated: boolean } };
  readonly close: { readonly params: OpenSource; readonly value: null };
  readonly probe: { readonly params: SourceConfig; readonly value: null };
  readonly pull: {
    readonly params: SourceConfig & { readonly folder: string };
    readonly value: readonly PulledTable[];
  };
}

export type SourceProgress =
  | { readonly probed: ProbeStep; readonly rows?: never }
  | { readonly rows: number; readonly probed?: never };

export interface SourceSettings {
  /** Whose sources the process asks; null: those of the registry. */
  readonly plugged: PluggedModule | null;
  readonly allowedNetworks: readonly string[];
  /** Ends itself past this resident size. 0 where the operating system already limits it. */
  readonly maxResidentBytes: number;
}
