import type { Assistance } from "@parlance/ask";
import type { Holder } from "../plugins/identity.ts";
import type { OpenSource } from "../resources/sources/source-access.ts";

/**
 * Which language model may help with a question about a source, and what it may be told; undefined where none is
 * configured or nothing may leave. Asked once per question; never rejects for a model that is out of order: that
 * shows when it is asked, and the embedded engine's draft stands.
 */
export type FindAssistance = (source: OpenSource, asker: Holder) => Promise<FoundAssistance>;

export interface FoundAssistance {
  readonly assistance: Assistance | undefined;
  /** What the asker should be told about it, said beside the answer. */
  readonly notes: readonly string[];
}

export const noAssistance: FindAssistance = async () => ({ assistance: undefined, notes: [] });
